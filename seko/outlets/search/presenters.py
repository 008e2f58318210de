"""What the search page shows: rows of what was found, filters with their counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import number_of, shown_author
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import title_of
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import label_of
from seko.dialogue.responses.enums import Disposition, outcome_state
from seko.dialogue.responses.models import Response
from seko.drafts.documents.drawing.naming import place_name
from seko.drafts.documents.enums import PassageKind
from seko.drafts.documents.model.anchors import from_json
from seko.drafts.documents.models import Passage
from seko.drafts.documents.queries import Place, places_of
from seko.foundation.core.languages import ENGLISH, current
from seko.foundation.design import spoken
from seko.foundation.design.parts import Crumb, Filter
from seko.foundation.design.states import State
from seko.foundation.text.stems import SearchTerms
from seko.outlets.search.enums import Kind
from seko.outlets.search.models import Entry
from seko.outlets.search.queries import MOST, OUTCOMES, UNANSWERED, Asked, Found
from seko.outlets.search.snippets import snippet

if TYPE_CHECKING:
    from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Hit:
    """One row of the results: what it is, its words with those looked for in bold, where it belongs."""

    title: str
    url: str
    kind: str
    words: SafeString
    about: str
    date: str = ""
    state: State | None = None


def hits_of(found: Found, asked: Asked) -> tuple[Hit, ...]:
    """Return the found entries as rows; they carry what `queries.SHOWN` names."""
    return tuple(_hit(entry, asked) for entry in found.entries)


def consultation_hits(found: Iterable[Consultation], terms: SearchTerms) -> tuple[Hit, ...]:
    """Return consultations as rows, the words in the page's language before those in the other one."""
    return tuple(
        Hit(
            title_of(each),
            reverse("consultation", args=[each.code]),
            "",
            snippet(
                [each.summary_en, each.summary] if current() == ENGLISH else [each.summary, each.summary_en], terms
            ),
            "",
        )
        for each in found
    )


def _hit(entry: Entry, asked: Asked) -> Hit:
    where = "" if asked.consultation else title_of(entry.consultation)
    if entry.passage is not None:
        known = places_of(entry.passage.version_id, entry.content_hash)  # type: ignore[attr-defined]
        return _passage(entry.passage, known, entry.consultation, asked.terms, where)
    state = outcome_state(entry.outcome) if entry.outcome else None
    if entry.comment is not None:
        return _comment(entry.comment, asked.terms, where, state)
    if entry.point is not None:
        return point_hit(entry.point, entry.consultation, asked.terms, where, state)
    assert entry.response is not None  # noqa: S101 - the table's own rule
    return _answer(entry.response, entry.consultation, asked.terms, where, state)


def _passage(
    passage: Passage, known: Mapping[str, Place], consultation: Consultation, terms: SearchTerms, where: str
) -> Hit:
    is_note = passage.kind == PassageKind.FOOTNOTE
    here = "" if is_note else f"?p={passage.place}"
    url = reverse("reading", args=[consultation.code]) + f"{here}#p-{passage.place}"
    title = place_name(known, known[passage.place].section) or place_name(known, passage.place)
    return Hit(title, url, str(Kind.PASSAGE.label), snippet([passage.text], terms), where)


def _comment(comment: Comment, terms: SearchTerms, where: str, state: State | None) -> Hit:
    number = number_of(comment)
    who = shown_author(comment)
    return Hit(
        f"{number}, {who}",
        reverse("comment", args=[number]),
        _("Comment"),
        snippet([comment.words, comment.proposed_wording, comment.reason], terms),
        where,
        spoken.day(comment.sent_at),
        state,
    )


def point_hit(
    point: Point, consultation: Consultation, terms: SearchTerms, where: str = "", state: State | None = None
) -> Hit:
    """Return a consolidated comment as a row."""
    words = snippet([point.wording, point.proposed_wording], terms)
    return Hit(label_of(point), url_of(point, consultation), _("Consolidated comment"), words, where, state=state)


def _answer(response: Response, consultation: Consultation, terms: SearchTerms, where: str, state: State | None) -> Hit:
    return Hit(
        label_of(response.point),
        url_of(response.point, consultation),
        _("Answer"),
        snippet([response.reason, response.will_change], terms),
        " · ".join(filter(None, (response.institution.shown_name, where))),
        spoken.day(response.published_at),
        state,
    )


def url_of(point: Point, consultation: Consultation) -> str:
    """Return where a point is read: on its comment's page, or in the thread of its place in the draft."""
    if point.comment is not None:
        return reverse("comment", args=[number_of(point.comment)])
    if consultation.version_id is None:
        return reverse("consultation", args=[consultation.code])
    places = from_json(point.anchor).passages
    here = f"?p={places[0]}#p-{places[0]}" if places else "?p=whole"
    return reverse("reading", args=[consultation.code]) + here


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The search page around its rows; `limit` is the sentence that says so where not everything is listed."""

    crumbs: tuple[Crumb, ...]
    where: str
    everywhere: str
    total: str
    limit: str
    kinds: tuple[Filter, ...]
    outcomes: tuple[Filter, ...]
    has_outcome: bool
    query: str


def page_of(text: str, asked: Asked, found: Found) -> SearchPage:
    """Return the frame of the page; a filter's address carries the other one too."""
    total = _total(found)
    crumbs: tuple[Crumb, ...] = ()
    if asked.consultation is not None:
        url = reverse("consultation", args=[asked.consultation.code])
        first = Crumb(_("Consultations"), reverse("consultations"))
        crumbs = (first, Crumb(title_of(asked.consultation), url), Crumb(_("Search")))
    return SearchPage(
        crumbs,
        title_of(asked.consultation) if asked.consultation else "",
        f"{reverse('search')}?{urlencode({'q': text})}" if asked.consultation else "",
        total,
        _limit(asked, found),
        _kinds(text, asked, found),
        _outcomes(text, asked, found),
        bool(asked.outcome),
        _address(text, asked.kind, asked.outcome) + "&",
    )


def _total(found: Found) -> str:
    shown = {"count": spoken.count(found.total, current())}
    if found.is_more:
        return ngettext("More than %(count)s result", "More than %(count)s results", found.total) % shown
    return ngettext("%(count)s result", "%(count)s results", found.total) % shown


def _limit(asked: Asked, found: Found) -> str:
    if not found.is_more:
        return ""
    if asked.kind:
        return _("At most %(most)s are listed. Add a word to narrow the search.") % {"most": MOST}
    return _("At most %(most)s of each kind are listed. Add a word to narrow the search.") % {"most": MOST}


def _address(text: str, kind: str, outcome: str) -> str:
    return urlencode([(name, value) for name, value in (("q", text), ("kind", kind), ("state", outcome)) if value])


def _kinds(text: str, asked: Asked, found: Found) -> tuple[Filter, ...]:
    labels = [("", _("All")), *((kind, str(Kind(kind).label)) for kind in Kind.values)]
    return tuple(
        _filter(label, f"?{_address(text, kind, asked.outcome)}", found, (kind, asked.outcome), kind == asked.kind)
        for kind, label in labels
        if found.number(kind, asked.outcome) or kind in ("", asked.kind)
    )


def _outcomes(text: str, asked: Asked, found: Found) -> tuple[Filter, ...]:
    """Return the outcomes among what was found; the text of a draft has none. None where there is nothing to choose."""
    words = {UNANSWERED: _("Without an answer")} | {code: str(Disposition(code).label) for code in Disposition.values}
    labels = [("", _("All")), *((code, words[code]) for code in OUTCOMES)]
    rows = tuple(
        _filter(label, f"?{_address(text, asked.kind, code)}", found, (asked.kind, code), code == asked.outcome)
        for code, label in labels
        if found.number(asked.kind, code) or code in ("", asked.outcome)
    )
    return rows if len(rows) > 2 or asked.outcome else ()


def _filter(label: str, url: str, found: Found, of: tuple[str, str], is_current: bool) -> Filter:
    """Return a filter with its number, or with as many as were counted and a plus where there are more."""
    number = found.number(*of)
    if not found.has_more(*of):
        return Filter(label, url, number, is_current)
    counted = format_html('{} <span class="num">{}+</span>', label, spoken.count(number, current()))
    return Filter(counted, url, None, is_current)
