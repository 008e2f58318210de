"""Why a draft differs from the one before it: by comments, for other reasons, without a reason named yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.dialogue.tracing.drawing.shown import ShownDifference, cause_shown, difference_shown
from seko.dialogue.tracing.enums import Reason
from seko.dialogue.tracing.models import Difference
from seko.foundation.core.languages import current
from seko.foundation.design import spoken
from seko.foundation.design.charts import Amount, bar
from seko.foundation.design.parts import BarWithKey

NONE = "none"
FILLS = {
    Reason.COMMENT: "yes",
    Reason.COMMISSION: "act",
    Reason.INSTITUTION: "merged",
    Reason.GOVERNMENT: "reworded",
    Reason.EDITORIAL: "plain",
}


def reasons_bar(counts: Mapping[str, int], total: int) -> BarWithKey:
    """Return the picture of why the draft differs; one difference can have several reasons."""
    amounts = [
        Amount(counts[each.value], FILLS[each], str(each.label), url=f"?reason={each.value}")
        for each in Reason
        if counts.get(each.value)
    ]
    if counts.get(""):
        amounts.append(Amount(counts[""], "wait", _("No reason named yet"), url=f"?reason={NONE}"))
    said = ", ".join(f"{spoken.count(each.count, current())} {each.word}" for each in amounts)
    noun = ngettext("difference", "differences", total)
    return BarWithKey(bar(tuple(amounts), f"{total} {noun}: {said}"), spoken.count(total, current()), noun)


def shown_with_causes(differences: Iterable[Difference], readable: Collection[UUID]) -> tuple[ShownDifference, ...]:
    """Return the differences with their causes; `readable` are the points whose numbers the reader may see."""
    return tuple(
        difference_shown(row, [cause_shown(cause, readable) for cause in row.standing])  # type: ignore[attr-defined]
        for row in differences
    )
