"""Two texts of one answer saved at once: both side by side, what goes on from either, both in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from seko.actors.accounts.models import Person
from seko.dialogue.responses.enums import Disposition
from seko.dialogue.responses.models import Response
from seko.foundation.core.clock import BELGRADE
from seko.foundation.core.languages import current
from seko.foundation.design import spoken
from seko.foundation.design.parts import Version
from seko.foundation.text.differences import Op, difference


def versions(mine: Mapping[str, str], theirs: Response, now: datetime) -> tuple[Version, Version]:
    """Return both texts, none preferred, what differs marked in each."""
    other = {"disposition": theirs.disposition, "reason": theirs.reason, "will_change": theirs.will_change}
    return both(mine, now, other, theirs.saved_at, _writer(theirs))


def both(
    mine: Mapping[str, str], now: datetime, other: Mapping[str, str], saved_at: datetime, writer: str
) -> tuple[Version, Version]:
    """Return two texts with what differs marked in each: one's own, and what `writer` saved."""
    return (
        Version(_("Your text"), _clock(now), _marked(mine, other), "take", "yours"),
        Version(writer or _("The other text"), _clock(saved_at), _marked(other, mine), "take", "theirs"),
    )


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(BELGRADE):%H:%M}"


def _writer(response: Response) -> str:
    last = response.drafters[-1] if response.drafters else None
    person = Person.objects.filter(pk=last).first() if last else None
    return person.name if person is not None else ""


def _marked(these: Mapping[str, str], others: Mapping[str, str]) -> SafeString:
    parts = []
    outcome = these.get("disposition", "")
    if outcome:
        word = str(Disposition(outcome).label)
        shape = "<p><strong>{}</strong></p>" if outcome == others.get("disposition") else "<p><ins>{}</ins></p>"
        parts.append(format_html(shape, word))
    for name in ("detail", "reason", "will_change"):
        if name in others and these.get(name):
            parts.append(format_html("<p>{}</p>", _differing(these[name], others.get(name, ""))))
    nothing = _("Nothing is written.")
    return SafeString("".join(parts)) or format_html("<p>{}</p>", nothing)


def _differing(text: str, other: str) -> SafeString:
    """Return the text with what the other one does not have marked."""
    language = current()
    pieces = [piece for piece in difference(other, text) if piece.op is not Op.DELETE]
    return format_html_join(
        "",
        "{}",
        (
            (
                format_html("<ins>{}</ins>", spoken.words(piece.text, language))
                if piece.op is Op.INSERT
                else spoken.words(piece.text, language),
            )
            for piece in pieces
        ),
    )


def composed(mine: Mapping[str, str], theirs: Response) -> dict[str, str]:
    """Return the fields with both texts: theirs, then mine where it says something else."""
    fields = dict(mine)
    for name in ("reason", "will_change"):
        other, own = str(getattr(theirs, name)), mine.get(name, "")
        fields[name] = "\n\n".join(dict.fromkeys(part for part in (other, own) if part.strip()))
    if not fields.get("disposition"):
        fields["disposition"] = theirs.disposition
        fields["subkind"] = theirs.subkind.code if theirs.subkind else ""
        fields["detail"] = theirs.detail
    return fields


def typed(fields: Mapping[str, str], also: Sequence[str], revision: int) -> list[tuple[str, str]]:
    """Return what was typed as the form's own names and values, ready to be sent over the other's revision."""
    found = [
        ("edition", str(revision)),
        ("disposition", fields.get("disposition", "")),
        ("reason", fields.get("reason", "")),
        ("will_change", fields.get("will_change", "")),
    ]
    if fields.get("subkind"):
        found.append((f"subkind-{fields['disposition']}", fields["subkind"]))
        found.append((f"detail-{fields['subkind']}", fields.get("detail", "")))
    return found + [("also", each) for each in also]
