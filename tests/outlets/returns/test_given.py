"""A draft that was given out with comments and answers comes back: only what somebody added is new."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from django.utils import translation

from seko.dialogue.comments.models import Unsent
from seko.drafts.documents.model.anchors import from_json
from seko.drafts.documents.model.returning.returned import Kind, Thing
from seko.drafts.documents.model.word import marks
from seko.drafts.documents.model.word.drafting import Part, draft_out
from seko.drafts.documents.model.word.remarks import Reach, Remark, Said
from seko.drafts.documents.models import Passage
from seko.outlets.papers.queries import spoken_in
from seko.outlets.papers.remarks import Remarks
from seko.outlets.returns.given import Given
from seko.outlets.returns.models import ReturnedFile
from tests import factories as f
from tests.outlets.returns.filling import with_part
from tests.outlets.returns.returning import Returning, plain, returning

pytestmark = pytest.mark.django_db
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")


@pytest.fixture
def back() -> Returning:
    made = returning()
    seko = made.consultation.sekos.get()
    other = f.join(seko, "member")
    f.a_comment(
        made.consultation, other, "Краћи рок.\n\nДруги пасус.", place="1-3", seko=seko,
        proposed_wording="дванаест месеци",
    )  # fmt: skip
    f.a_comment(made.consultation, made.actor, "Који градови?", place="1-1", seko=seko)
    return made


def out(back: Returning, *added: Remark, now: datetime = f.COMMENTING, language: str = "sr") -> bytes:
    """The draft with its comments as papers give it out, and what somebody added."""
    version = back.consultation.version
    assert version is not None
    rows = Passage.objects.filter(version=version).order_by("order")
    parts = [Part(*row) for row in rows.values_list("order", "kind", "text")]
    with translation.override(language):
        remarks = Remarks(back.consultation)
        said = [remarks.remark(each) for each in spoken_in(back.consultation, back.actor, now)]
    stated = {marks.CONSULTATION: back.consultation.code, marks.VERSION: version.content_hash}
    return draft_out(plain(), parts, stated, [*said, *added]).content


def said(*lines: str) -> Said:
    return Said("Петар Перић", "2027-03-05T10:00:00", lines)


def told(found: ReturnedFile) -> list[tuple[str, str]]:
    return [(row.words.partition("\n")[0], row.verdict) for row in found.items.order_by("number")]


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_what_was_given_out_is_nothing_new_and_what_was_added_is(back: Returning, language: str) -> None:
    added = Remark(said("Колико станица треба?"), (Reach(1, 6, 20),), ("мерних станица",))
    found = back.read(out(back, added, language=language))
    assert found.origin == "same"
    assert [verdict for _words, verdict in told(found)] == ["same", "same", "new"]
    back.decide(found, keep="1")
    kept = Unsent.objects.get()
    assert (kept.words, kept.anchor["segments"][0]["exact"]) == ("Колико станица треба?", "мерних станица")


def test_of_words_added_to_a_comment_that_was_given_out_only_these_are_new(back: Returning) -> None:
    data = out(back)
    found = back.read(_with(data, "Краћи рок.", "Краћи рок.</w:t></w:r></w:p><w:p><w:r><w:t>Слажемо се с овим."))
    assert ("Слажемо се с овим.", "new") in told(found)


def test_a_reply_to_a_comment_that_was_given_out_becomes_a_comment_at_its_place(back: Returning) -> None:
    version = back.consultation.version
    assert version is not None
    parts = [Part(order, "paragraph", text) for order, text in enumerate(f.PASSAGES)]
    with translation.override("sr"):
        remarks = Remarks(back.consultation)
        first, *_rest = [remarks.remark(each) for each in spoken_in(back.consultation, back.actor, f.COMMENTING)]
    answered = Remark(first.said, first.reaches, first.quotes, replies=(said("И нама треба краћи рок."),))
    stated = {marks.CONSULTATION: back.consultation.code, marks.VERSION: version.content_hash}
    found = back.read(draft_out(plain(), parts, stated, [answered]).content)
    assert [row.verdict for row in found.items.order_by("number")] == ["same", "new"]
    back.decide(found, keep="1")
    assert [row.words for row in Unsent.objects.all()] == ["И нама треба краћи рок."]


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_of_added_lines_none_is_lost_though_it_begins_like_a_quotation_or_ends_like_the_comment(
    back: Returning, language: str
) -> None:
    """The comment cannot stand exactly on its words here, so their quotation is written at its head."""
    added = ("„Станице“ треба набројати.", "Предлог: Краћи рок.", "Слажемо се.")
    version = back.consultation.version
    assert version is not None
    with translation.override(language):
        remark = Remarks(back.consultation).remark(spoken_in(back.consultation, back.actor, f.COMMENTING)[0])
    head = tuple(f"„{quote}“" for quote in remark.quotes)
    assert head
    lines = (*remark.said.lines[:1], *head, *remark.said.lines[1:], *added)
    written = Remark(said(*lines), remark.reaches, remark.quotes)
    parts = [Part(order, "paragraph", text) for order, text in enumerate(f.PASSAGES)]
    stated = {marks.CONSULTATION: back.consultation.code, marks.VERSION: version.content_hash}
    found = back.read(draft_out(plain(), parts, stated, [written]).content)
    assert (found.items.get().words, found.items.get().verdict) == ("\n".join(added), "new")


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [(("Прихвата се", "Не."), "same"), (("Ово није тачно, зашто не.",), "new"), (("Слажемо се.", "Не."), "new")],
)
def test_a_reply_is_the_answer_only_where_it_says_all_of_it_and_nothing_else(
    back: Returning, reply: tuple[str, ...], verdict: str
) -> None:
    line = "АБВ-0001"
    given = Given([Remark(said(line, "Речи."), replies=(said("Прихвата се", "Не."),))], [])
    things = [
        Thing(number=1, kind=Kind.COMMENT, words=f"{line}\nРечи."),
        Thing(number=2, kind=Kind.REPLY, words="\n".join(reply), thread=1),
    ]
    assert ["same" if is_given else "new" for _thing, is_given in given.judged(things)] == ["same", verdict]


@needs_office
@pytest.mark.parametrize("is_marked", [True, False])
def test_through_another_office_program_every_comment_stays_at_its_words(
    back: Returning, is_marked: bool, tmp_path: Path
) -> None:
    reaches = [(0, 17, 33), (1, 6, 20), (2, 0, 8)]
    quotes = [f.PASSAGES[order][start:end] for order, start, end in reaches]
    added = [
        Remark(said(f"Коментар на „{quote}“"), (Reach(*reach),), (quote,), replies=(said("Слажем се."),))
        for reach, quote in zip(reaches, quotes, strict=True)
    ]
    parts = [Part(order, "paragraph", text) for order, text in enumerate(f.PASSAGES)]
    version = back.consultation.version
    stated = {marks.VERSION: version.content_hash} if is_marked and version is not None else {}
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "nacrt.docx").write_bytes(draft_out(plain(), parts, stated, added).content)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "in" / "nacrt.docx")], check=True, timeout=120, capture_output=True)
    found = back.read((tmp_path / "nacrt.docx").read_bytes())
    assert found.origin == ("same" if is_marked else "")
    # The program keeps a reply as a reply or as a comment on the same words, as its version has it.
    placed = [(row.words, from_json(row.anchor or {}).quote) for row in found.items.order_by("number")]
    assert sorted(placed) == sorted(
        pair for quote in quotes for pair in ((f"Коментар на „{quote}“", quote), ("Слажем се.", quote))
    )


def _with(data: bytes, words: str, others: str) -> bytes:
    return with_part(data, "word/comments.xml", lambda part: part.replace(words.encode(), others.encode(), 1))
