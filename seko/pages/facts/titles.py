"""How a consultation is called, and the bar of its comments."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import is_past_term
from seko.foundation.core.languages import current
from seko.foundation.design import spoken
from seko.foundation.design.charts import Amount, bar
from seko.foundation.design.parts import BarWithKey
from seko.foundation.design.states import state
from seko.pages.facts.counts import Tally


def total_bar(tally: Tally, consultation: Consultation, now: datetime) -> BarWithKey:
    """Return the bar of answered and awaiting comments with its key."""
    is_late = is_past_term(consultation, now)
    open_state = state("late") if is_late else state("awaiting")
    open_word = _("past their term") if is_late else _("awaiting answer")
    amounts = (
        Amount(tally.answered, "yes", _("answered"), state=state("answered")),
        Amount(tally.waiting, "late" if is_late else "wait", open_word, state=open_state),
    )
    words = ngettext("%(total)s comment", "%(total)s comments", tally.total) % {"total": tally.total}
    title = _("%(words)s: %(answered)s answered, %(waiting)s awaiting") % {
        "words": words,
        "answered": tally.answered,
        "waiting": tally.waiting,
    }
    noun = ngettext("comment", "comments", tally.total)
    return BarWithKey(bar(amounts, title), spoken.count(tally.total, current()), noun)
