"""What the pages of returned files show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.dialogue.comments.models import Unsent
from seko.drafts.documents.drawing.naming import place_name
from seko.drafts.documents.model.anchors import MISSING, PASSAGE, WHOLE, WORDS, Anchor, Segment, from_json
from seko.drafts.documents.model.returning.returned import Asked, Deed, Kind
from seko.drafts.documents.queries import Place, places_in
from seko.foundation.core.typed import whole_number
from seko.foundation.design import spoken
from seko.foundation.design.parts import Filter, Row
from seko.foundation.jobs.enums import JobStatus
from seko.foundation.jobs.models import Job
from seko.outlets.returns import queries, sentences
from seko.outlets.returns.actions import CANDIDATE, WHOLE_PLACE
from seko.outlets.returns.enums import Choice, ReturnStatus, Verdict
from seko.outlets.returns.models import ReturnedFile, ReturnedItem

QUOTED = 300
EVERY = "all"
LOOKS = {Verdict.NEW: "s-accepted", Verdict.CHANGED: "s-changed", Verdict.SAME: "s-noted"}
SHOWN: Mapping[str, Q] = {
    "waiting": queries.WAITING,
    "taken": queries.TAKEN | queries.JOINED,
    "left": queries.LEFT,
    EVERY: Q(),
}


@dataclass(frozen=True, slots=True)
class PlaceOffered:
    """One place that may be meant: what the form sends, what it is called, its words."""

    value: str
    name: str
    quote: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Around:
    """Words of the draft with those before and after them."""

    before: str
    exact: str
    after: str


@dataclass(frozen=True, slots=True)
class ItemShown:
    """One thing of the preview. `around` are the words of the draft where it is placed; `quote` those it stood on in
    the file, where it is not. `wording` is proposed instead of them; `is_change` says that the words are to go.
    `earlier` are the words of the unsent comment that an earlier state of a row became; the row `goes_on` in it unless
    somebody edited it since.
    """

    number: int
    kind: str
    author: str
    words: str
    is_ours: bool
    around: tuple[Around, ...]
    quote: str
    wording: str
    is_change: bool
    reason: str
    said_place: str
    remarks: tuple[str, ...]
    place: str
    place_url: str
    asked: str
    thread: int
    is_resolved: bool
    verdict: str
    look: str
    earlier: str
    goes_on: bool
    became: str
    became_number: str
    became_url: str
    choices: tuple[tuple[str, str, bool], ...]
    offered: tuple[PlaceOffered, ...]
    waits: bool
    is_whole: bool
    typed: str
    fault: str
    place_fault: str

    @property
    def shows_wording(self) -> bool:
        """Whether the proposed wording stands among the words around it."""
        return self.is_change and bool(self.around)


def filters(counts: Mapping[str, int], chosen: str) -> tuple[Filter, ...]:
    """Return the filters by what becomes of things; what waits for a person comes first."""
    titles = (
        ("waiting", _("Wait for a place"), counts["waiting"]),
        ("taken", _("Become comments"), counts["taken"] + counts["joined"]),
        ("left", _("Left out"), counts["left"]),
        (EVERY, _("Everything"), counts["found"]),
    )
    return tuple(Filter(title, f"?show={name}", count, chosen == name) for name, title, count in titles)


def faulty(faults: Mapping[str, str]) -> list[int]:
    """Return the numbers of the things that the faults speak of."""
    numbers = (whole_number(name.partition("-")[2]) for name in faults)
    return [number for number in numbers if number is not None]


def shown_first(counts: Mapping[str, int], asked: str) -> str:
    """Return which things are shown: those asked for, else what waits for a place where anything does."""
    return asked if asked in SHOWN else "waiting" if counts["waiting"] else EVERY


def items(
    rows: Iterable[ReturnedItem], found: ReturnedFile, typed: Mapping[str, str], faults: Mapping[str, str]
) -> tuple[ItemShown, ...]:
    """Return things of the preview; `typed` is what the form sent, where it comes back with faults."""
    known, code = places_in(found.consultation.version), found.consultation.code
    numbers = queries.numbers_of(found) if found.status == ReturnStatus.KEPT else {}
    rows = list(rows)
    earlier = queries.earlier_of(rows) if found.status == ReturnStatus.READ else {}
    return tuple(_shown(row, known, typed, faults, code, numbers, earlier.get(row.replaces)) for row in rows)


def _shown(
    row: ReturnedItem,
    known: Mapping[str, Place],
    typed: Mapping[str, str],
    faults: Mapping[str, str],
    code: str,
    numbers: Mapping[UUID, str],
    earlier: Unsent | None,
) -> ItemShown:
    anchor = from_json(row.anchor) if row.anchor is not None else None
    choice = typed.get(f"choice-{row.number}", row.choice)
    chosen = typed.get(f"place-{row.number}", "")
    offered = tuple(
        PlaceOffered(value, place_words(each, known), spoken.beginning(each.quote, QUOTED), value == chosen)
        for at, each in enumerate(map(from_json, row.candidates))
        if (value := f"{CANDIDATE}{at}")
    )
    number = numbers.get(row.unsent_id, "") if row.unsent_id else ""
    options = (Choice.TAKE, Choice.JOIN, Choice.LEAVE) if row.thread else (Choice.TAKE, Choice.LEAVE)
    is_change = row.deed in (Deed.REPLACE, Deed.DELETE)
    return ItemShown(
        number=row.number,
        kind=str(sentences.KINDS[row.kind]),
        author=row.author,
        words=sentences.words_of(row.deed, row.words, row.proposed, row.target),
        is_ours=bool(row.deed) or not row.words.strip(),
        around=_around(anchor, known) if anchor else (),
        quote="" if anchor and anchor.kind in (WORDS, PASSAGE) else spoken.beginning(row.stood_on, QUOTED),
        wording=row.proposed,
        reason=row.reason,
        said_place=row.said_place,
        remarks=tuple(sentences.remark(code, cell) for code, cell in row.remarks),
        is_change=is_change,
        place=place_words(anchor, known) if anchor else "",
        place_url=_place_url(anchor, known, code) if anchor else "",
        asked=_asked(row) if anchor is None else "",
        thread=row.thread,
        is_resolved=row.is_resolved,
        verdict="" if row.verdict == Verdict.NEW else str(Verdict(row.verdict).label),
        look=LOOKS[Verdict(row.verdict)],
        earlier="\n\n".join(filter(None, (earlier.words, earlier.proposed_wording))) if earlier else "",
        goes_on=earlier is not None and row.goes_on_in(earlier),
        became=str(_became(row, numbers)),
        became_number=number if row.choice != Choice.LEAVE else "",
        became_url=_became_url(row, number),
        choices=tuple((option.value, str(option.label), option == choice) for option in options),
        offered=offered,
        waits=anchor is None,
        is_whole=chosen == WHOLE_PLACE,
        typed=typed.get(f"name-{row.number}", ""),
        fault=faults.get(f"item-{row.number}", row.fault),
        place_fault=faults.get(f"place-{row.number}", ""),
    )


def _asked(row: ReturnedItem) -> str:
    asked = row.asked or Asked.NOWHERE
    return str(sentences.ROW_NOWHERE if (row.kind, asked) == (Kind.ROW, Asked.NOWHERE) else sentences.ASKED[asked])


def _became(row: ReturnedItem, numbers: Mapping[UUID, str]) -> Any:
    """Return what became of a thing of a file that is settled; rows carry `is_followed` (`queries.items_of`)."""
    if row.choice == Choice.LEAVE or (row.choice == Choice.JOIN and not getattr(row, "is_followed", False)):
        return _("Left out")
    if row.unsent_id is None:
        return _("Was there already")
    if row.unsent_id in numbers:
        return _("Sent")
    return _("Stands in the comment it answers") if row.choice == Choice.JOIN else _("Unsent comment")


def _became_url(row: ReturnedItem, number: str) -> str:
    if number:
        return reverse("comment", args=[number])
    return reverse("unsent", args=[row.unsent_id]) if row.unsent_id and row.choice == Choice.TAKE else ""


def not_sent(found: ReturnedFile) -> str:
    """Return why something of the file was not sent when it was last asked for; empty where it was not."""
    job = Job.objects.filter(pk=found.job_id, status=JobStatus.DONE).first() if found.job_id else None
    return str(job.result.get("reason", "")) if job else ""


def _around(anchor: Anchor, known: Mapping[str, Place]) -> tuple[Around, ...]:
    if anchor.kind == WORDS:
        return tuple(
            Around(_from_word(each.prefix, each.start), spoken.beginning(each.exact, QUOTED), _to_word(each, known))
            for each in anchor.segments
        )
    places = [known[place] for place in anchor.places if place in known]
    return tuple(Around("", spoken.beginning(place.text, QUOTED), "") for place in places if place.text)


def _from_word(prefix: str, start: int) -> str:
    """Return the words before, from the beginning of one."""
    return prefix if len(prefix) >= start or not prefix.strip() else "…" + prefix[prefix.find(" ") :]


def _to_word(segment: Segment, known: Mapping[str, Place]) -> str:
    """Return the words after, to the end of one."""
    suffix = segment.suffix
    is_all = segment.place in known and segment.end + len(suffix) >= len(known[segment.place].text)
    return suffix if is_all or " " not in suffix else suffix[: suffix.rfind(" ") + 1] + "…"


def _place_url(anchor: Anchor, known: Mapping[str, Place], code: str) -> str:
    """Return where the place stands on the reading page."""
    url = reverse("reading", args=[code])
    place = known.get(anchor.passages[0]) if anchor.passages else None
    return f"{url}#p-{place.mark_place}" if place else url


def place_words(anchor: Anchor, known: Mapping[str, Place]) -> str:
    """Return what people call a place of the draft; show it through the filter `words`."""
    if anchor.kind == WHOLE or any(place not in known for place in anchor.passages):
        return _("The whole document")
    name = place_name(known, *anchor.passages)
    return _("Missing after: %(place)s") % {"place": name} if anchor.kind == MISSING else name


def told(found: ReturnedFile) -> tuple[str, ...]:
    """Return what the file held that becomes no comment, and whether its marks help."""
    counts: Mapping[str, Any] = found.counts
    formless = sum(counts.get("formless", ()))
    lines = [sentences.note(code, about) for code, about in found.notes]
    if found.origin == "same":
        lines.append(_("The file carries the marks of this draft: its places are sure."))
    elif found.origin == "other":
        lines.append(_("The file is of another draft; the places were looked for by their words."))
    if count := counts.get("untracked", 0):
        text = ngettext(
            "%(count)s part of the text differs from the draft without a tracked change; it is not taken over.",
            "%(count)s parts of the text differ from the draft without a tracked change; they are not taken over.",
            count,
        )
        lines.append(text % {"count": count})
    if formless:
        text = ngettext(
            "%(count)s tracked change without words (a blank paragraph, a number) is not taken over.",
            "%(count)s tracked changes without words (blank paragraphs, numbers) are not taken over.",
            formless,
        )
        lines.append(text % {"count": formless})
    if count := counts.get("formatting", 0):
        text = ngettext(
            "%(count)s tracked change of formatting is not taken over.",
            "%(count)s tracked changes of formatting are not taken over.",
            count,
        )
        lines.append(text % {"count": count})
    return tuple(lines)


def listed(rows: Iterable[ReturnedFile]) -> tuple[Row, ...]:
    """Return returned files as rows."""
    return tuple(
        Row(
            row.name,
            reverse("returned", args=[row.consultation.code, row.pk]),
            str(ReturnStatus(row.status).label),
            spoken.day_time(row.at),
        )
        for row in rows
    )


def kinds_found(found: ReturnedFile) -> str:
    """Return what kinds of things the file held, each with its count."""
    rows = found.items.order_by().values_list("kind", flat=True)
    kinds = list(rows)
    names = (
        (Kind.COMMENT, _("comments: %(count)s")),
        (Kind.REPLY, _("replies: %(count)s")),
        (Kind.CHANGE, _("tracked changes: %(count)s")),
        (Kind.MOVE, _("moves: %(count)s")),
        (Kind.ROW, _("rows: %(count)s")),
    )
    return ", ".join(words % {"count": kinds.count(kind)} for kind, words in names if kind in kinds)
