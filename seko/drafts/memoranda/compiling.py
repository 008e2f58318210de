"""The memorandum as a document: one neutral model in a language form, from what was offered and nothing later.

Who signed, renewals and leaving stand on its page, not here: the file that is signed must stay the same file.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from seko.drafts.documents.enums import PassageKind, VersionStatus
from seko.drafts.documents.models import Passage
from seko.drafts.documents.queries import passages_of
from seko.drafts.memoranda.enums import Side
from seko.drafts.memoranda.models import Memorandum, Obligation, Party
from seko.foundation.core.languages import ENGLISH, as_written, in_form
from seko.foundation.design import spoken
from seko.foundation.rendering import report as model
from seko.foundation.rendering.columns import Kind
from seko.foundation.rendering.report import (
    FRAME_LANG,
    Block,
    Bullets,
    Fact,
    Form,
    Heading,
    Inline,
    Lang,
    Paragraph,
    Report,
    Table,
    TableColumn,
    Text,
)
from seko.foundation.rendering.uncollected import uncollected

FORMS: tuple[Form, ...] = ("sr", "sr-latn", "en")
PLACE_TO_SIGN = "\n\n" + "_" * 28


def compile_memorandum(memorandum: Memorandum, language: str) -> Report:
    """Return the document in one of `FORMS`; the same memorandum gives the same model whenever it is asked.

    Reads parties, obligations and passages: three queries.
    """
    form = cast("Form", language)
    with uncollected(), override(language):
        return _Compiler(memorandum, form).report()


class _Compiler:
    def __init__(self, memorandum: Memorandum, form: Form) -> None:
        self.memorandum, self.form = memorandum, form
        self.lang: Lang = FRAME_LANG[form]
        self.parties = list(memorandum.parties.order_by("order"))
        rows = memorandum.obligations.select_related("party", "measure")
        self.obligations = list(rows.order_by("side", "number"))

    def report(self) -> Report:
        """Return the whole document."""
        memorandum = self.memorandum
        made_at = memorandum.offered_at or memorandum.changed_at or memorandum.created_at or memorandum.in_force_at
        if made_at is None:
            raise ValueError("a memorandum was written down at some time")
        is_demonstration = settings.DEMONSTRATION
        return Report(
            title=self.said(self.title()),
            form=self.form,
            made_at=made_at,
            wording=model.Wording(_("Memorandum"), _("yes"), _("no"), _("Fingerprint (SHA-256)")),
            facts=self.facts(),
            blocks=tuple(self.blocks()),
            footer=(self.text(_("Memorandum of cooperation") + ": "), self.said(memorandum.code)),
            demonstration=self.line(_("Demonstration: a made-up memorandum, for trying the platform."))
            if is_demonstration and not memorandum.source
            else (),
        )

    def title(self) -> str:
        """Return the title: the English one where it is given, in the English form."""
        return in_form(self.memorandum, "title", ENGLISH if self.form == ENGLISH else "sr")

    def facts(self) -> tuple[Fact, ...]:
        """Return what stands under the title."""
        memorandum = self.memorandum
        found = []
        if memorandum.offered_at:
            found.append(Fact(self.text(_("Offered for signing")), self.line(str(spoken.day(memorandum.offered_at)))))
        if memorandum.source:
            found.append(Fact(self.text(_("Source")), (self.said(memorandum.source),), words=True))
        return tuple(found)

    def blocks(self) -> list[Block]:
        """Return everything below."""
        summary = in_form(self.memorandum, "summary", ENGLISH if self.form == ENGLISH else "sr")
        found: list[Block] = [Paragraph((self.said(summary),))] if summary else []
        found += [self.heading(_("Parties")), self.table_of_parties()]
        words = self.words()
        if words:
            found += [self.heading(_("Text")), *words]
        for side, title in (
            (Side.STATE, _("Obligations of the state side")),
            (Side.CIVIL, _("Obligations of civil society")),
        ):
            lines = [row for row in self.obligations if row.side == side]
            if lines:
                found += [self.heading(title), Bullets(tuple(map(self.obligation, lines)), ordered=True)]
        found += [self.heading(_("Term")), Paragraph(self.line(term_in_words(self.memorandum)))]
        if not self.memorandum.source:
            found += [self.heading(_("Signatures")), self.places_to_sign()]
        return found

    def table_of_parties(self) -> Table:
        """Return the parties, the state side first."""
        columns = (
            TableColumn(self.text(_("Party")), Kind.WORDS, 5),
            TableColumn(self.text(_("Side")), Kind.TEXT, 2),
            TableColumn(self.text(_("Represented by")), Kind.WORDS, 4),
        )
        rows = tuple(
            (
                (self.said(self.name_of(party)),),
                self.line(str(Side(party.side).label)),
                self.represented(party),
            )
            for party in self.ordered()
        )
        return Table(columns, rows, row_heads=True)

    def represented(self, party: Party) -> Inline:
        """Return who is to sign, with the function."""
        parts = [part for part in (party.signatory, party.function) if part]
        return (self.said(", ".join(parts)),) if parts else self.line("–")

    def places_to_sign(self) -> Table:
        """Return a place for each signature."""
        columns = (
            TableColumn(self.text(_("Signs for")), Kind.WORDS, 4),
            TableColumn(self.text(_("Name and function")), Kind.WORDS, 3),
            TableColumn(self.text(_("Signature and date")), Kind.TEXT, 4),
        )
        rows = tuple(
            ((self.said(self.name_of(party)),), self.represented(party), self.line(PLACE_TO_SIGN))
            for party in self.ordered()
        )
        return Table(columns, rows, row_heads=True)

    def obligation(self, row: Obligation) -> Inline:
        """Return an obligation, with whose it is and how it is measured."""
        words = row.text_en if self.form == ENGLISH and row.text_en else row.text_sr
        runs = [self.said(f"{self.name_of(row.party)}: ", strong=True)] if row.party else []
        runs.append(self.said(words))
        if row.measure:
            name = in_form(row.measure, "name", self.form)
            runs.append(self.text(" " + _("(measured: %(measure)s)") % {"measure": name}))
        return tuple(runs)

    def words(self) -> list[Block]:
        """Return the text: the words of the chosen document, as long as it is published."""
        version = self.memorandum.text
        if version is None or version.status != VersionStatus.PUBLISHED:
            return []
        return list(_blocks(passages_of(version), self))

    def ordered(self) -> list[Party]:
        """Return the parties, the state side first."""
        return sorted(self.parties, key=lambda party: (party.side != Side.STATE, party.order))

    def name_of(self, party: Party) -> str:
        """Return the party's name: the English one where it is given, in the English form."""
        return as_written(party, "name", self.form)

    def heading(self, words: str) -> Heading:
        """Return the title of a section."""
        return Heading(self.line(words), numbered=False)

    def text(self, words: str) -> Text:
        """Return the machine's words."""
        return Text(words, self.lang)

    def line(self, words: str) -> Inline:
        """Return the machine's words as a line of their own."""
        return (self.text(words),)

    def said(self, words: str, *, strong: bool = False) -> Text:
        """Return people's words as they wrote them, in their own language."""
        return Text(words, cast("Lang", spoken.lang_in(words, self.form) or self.lang), strong=strong)


def _blocks(passages: Iterable[Passage], compiler: _Compiler) -> Iterable[Block]:
    for passage in passages:
        if passage.kind == PassageKind.TABLE_CELL or not passage.text:
            continue
        is_said = passage.number and not passage.text.startswith(passage.number)
        words = f"{passage.number} {passage.text}" if is_said else passage.text
        if passage.kind == PassageKind.HEADING:
            yield Heading((compiler.said(words),), level=min(4, passage.level + 1), numbered=False)
        elif passage.kind == PassageKind.LIST_ITEM:
            yield Bullets(((compiler.said(passage.text),),))
        elif passage.kind == PassageKind.TABLE_ROW:
            yield Paragraph((compiler.said(passage.text.replace(" | ", " · ")),))
        else:
            yield Paragraph((compiler.said(words),))


def term_in_words(memorandum: Memorandum) -> str:
    """Return the term as it was offered, in the active language."""
    start, end = memorandum.starts_on, memorandum.ends_on
    if memorandum.source and end is None:
        begun = spoken.day(memorandum.begins_on)
        return _("Since: %(day)s. The sources do not state an end.") % {"day": begun}
    if start and end:
        return _("From: %(start)s. Until: %(end)s") % {"start": spoken.day(start), "end": spoken.day(end)}
    if start:
        return _("From: %(start)s, without an end.") % {"start": spoken.day(start)}
    if end:
        return _("From the day of signing. Until: %(end)s") % {"end": spoken.day(end)}
    return _("From the day of signing, without an end.")
