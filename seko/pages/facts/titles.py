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
    """Return the bar of comments with its key: answered, left out with their lead's reason, awaiting."""
    is_late = is_past_term(consultation, now)
    open_state = state("late") if is_late else state("awaiting")
    open_word = _("past their term") if is_late else _("awaiting answer")
    left_out: tuple[Amount, ...] = ()
    if tally.left_out:
        left_out = (Amount(tally.left_out, "no", _("not taken in, with a reason"), state=state("not-taken-in")),)
    amounts = (
        Amount(tally.answered, "yes", _("answered"), state=state("answered")),
        *left_out,
        Amount(tally.waiting, "late" if is_late else "wait", open_word, state=open_state),
    )
    words = ngettext("%(total)s comment", "%(total)s comments", tally.total) % {"total": tally.total}
    parts = ", ".join(f"{spoken.count(each.count, current())} {each.word}" for each in amounts)
    noun = ngettext("comment", "comments", tally.total)
    return BarWithKey(bar(amounts, f"{words}: {parts}"), spoken.count(tally.total, current()), noun)
