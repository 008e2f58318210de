"""The report's sections on what came of it: the numbers, every comment with its answer, and the annexes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.dialogue.responses.enums import Disposition, Verdict
from seko.foundation.core.dates import local_date
from seko.foundation.design.states import Tone, state
from seko.foundation.rendering import figures
from seko.foundation.rendering.columns import Kind
from seko.foundation.rendering.report import (
    Bar,
    BarChart,
    Block,
    Callout,
    Cell,
    Fill,
    Group,
    Heading,
    Inline,
    Mark,
    Paragraph,
    Row,
    Table,
    TableColumn,
    Text,
    plain,
)
from seko.outlets.reporting.compiling.gathered import Answered, Named, Said, Sent
from seko.outlets.reporting.compiling.words import STATES, Wording

FILLS = {
    Disposition.ACCEPTED: Fill.YES,
    Disposition.PARTLY: Fill.PART,
    Disposition.NOT_ACCEPTED: Fill.NO,
    Disposition.NOTED: Fill.PLAIN,
    Disposition.OUTSIDE: Fill.PLAIN,
}
VERDICTS = {Verdict.SATISFIED: "satisfied", Verdict.ACCEPTABLE: "acceptable", Verdict.OBJECTS: "objects"}


def numbers(w: Wording) -> list[Block]:
    """Return the section of numbers: what became of the comments, the outcomes, how long answers took, replies."""
    return [
        Heading(w.line(_("Results in numbers"))),
        *_parts(w),
        *_outcomes(w),
        *_institutions(w),
        *_replies(w),
    ]


def _parts(w: Wording) -> list[Block]:
    parts = w.facts.parts
    named = (
        (parts.live, _("stand in the comments that were to be answered")),
        (parts.set_aside, _("were not taken into a common position; the lead's reason is given")),
        (parts.withdrawn, _("were withdrawn by their authors")),
        (parts.superseded, _("were replaced by their authors with newer ones")),
        (parts.open, _("still await the lead's decision")),
    )
    present = [(count, words) for count, words in named if count]
    total = ngettext("%(count)s comment was sent", "%(count)s comments were sent", parts.total)
    total %= {"count": w.count(parts.total)}
    equation = f"{w.count(parts.total)} = {' + '.join(w.count(count) for count, _words in present)}" if present else ""
    sentence = f"{total}: {equation}" if len(present) > 1 else total
    answered = len(w.facts.answered)
    to_answer = ngettext(
        "From them came %(count)s comment to be answered: consolidated by the SEKOs or sent directly.",
        "From them came %(count)s comments to be answered: consolidated by the SEKOs or sent directly.",
        answered,
    ) % {"count": w.count(answered)}
    columns = (TableColumn(w.text(_("Comments that")), width=5), TableColumn(w.text(_("Number")), Kind.NUMBER))
    rows: tuple[Row, ...] = (
        *((w.line(words), count) for count, words in present),
        ((w.text(_("all comments sent"), strong=True),), parts.total),
    )
    title = w.line(_("What became of the comments"))
    return [
        Heading(title, 2),
        Table(columns, rows, w.line(sentence), row_heads=True, sheet=plain(title)),
        Paragraph(w.line(to_answer)),
    ]


def _outcomes(w: Wording) -> list[Block]:
    outcomes = w.facts.outcomes
    bars = [
        Bar((w.mark(state(STATES[outcome])),), outcomes[outcome], FILLS[outcome])
        for outcome in Disposition
        if outcomes[outcome]
    ]
    if outcomes[""]:
        bars.append(Bar((w.unanswered(),), outcomes[""], Fill.LATE))
    if not bars:
        return [Callout((), w.line(_("Nothing was to be answered.")))]
    done = len(w.facts.answered) - outcomes[""]
    finding = _("%(done)s of %(all)s comments to be answered have their answer") % {
        "done": w.count(done),
        "all": w.count(len(w.facts.answered)),
    }
    title = w.line(_("Outcomes of consideration"))
    chart = BarChart(
        w.line(finding), w.text(_("Outcome of consideration")), w.text(_("Number")), tuple(bars), sheet=_("Outcomes")
    )
    days = w.facts.median_days()
    took: list[Block] = []
    if days is not None:
        words = _("Half of the answers came within %(days)s working days of the comment's handing in (median).")
        took.append(Paragraph(w.line(words % {"days": figures.number(days, w.form)})))
    return [Heading(title, 2), chart, *took]


def _institutions(w: Wording) -> list[Block]:
    groups: dict[str, list[Answered]] = defaultdict(list)
    for each in w.facts.answered:
        groups[_institution(w, each.institution)].append(each)
    if not groups:
        return []
    columns = (
        TableColumn(w.text(_("Institution")), width=4),
        TableColumn(w.text(_("Answered")), Kind.NUMBER),
        TableColumn(w.text(_("Unanswered")), Kind.NUMBER),
        TableColumn(w.text(_("Median, working days")), Kind.NUMBER, 1.5),
    )
    rows = []
    for name, entries in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
        unanswered = sum(each.response is None for each in entries)
        row: tuple[Cell, ...] = (
            (w.said(name),),
            len(entries) - unanswered,
            unanswered,
            w.facts.median_days(entries),
        )
        rows.append(row)
    title = w.line(_("Answers by institution"))
    caption = w.line(_("How much each institution answered, and how fast"))
    return [Heading(title, 2), Table(columns, tuple(rows), caption, row_heads=True, sheet=plain(title))]


def _institution(w: Wording, institution: Named | None) -> str:
    if institution is None:
        return _("The ministry's coordination")
    return w.named(institution)


def _replies(w: Wording) -> list[Block]:
    verdicts = [reply.verdict for each in w.facts.answered for reply in each.replies]
    title = w.line(_("Replies of the authors to the answers"))
    if not verdicts:
        return [Heading(title, 2), Paragraph(w.line(_("No author replied. Silence is no objection.")))]
    columns = (TableColumn(w.text(_("Reply")), width=4), TableColumn(w.text(_("Number")), Kind.NUMBER))
    rows: tuple[Row, ...] = tuple(
        ((w.mark(state(VERDICTS[verdict])),), verdicts.count(verdict)) for verdict in Verdict if verdict in verdicts
    )
    caption = w.line(_("What authors say of the answers"))
    return [Heading(title, 2), Table(columns, rows, caption, row_heads=True, sheet=plain(title))]


def answers(w: Wording) -> list[Block]:
    """Return the section with every comment that was to be answered, in the order of the text."""
    title = w.line(_("Comments and answers"))
    if not w.facts.answered:
        return [Heading(title), Paragraph(w.line(_("There was nothing to answer.")))]
    columns = (
        TableColumn(w.text(_("No.")), width=1.8),
        TableColumn(w.text(_("Place in the text")), Kind.WORDS, 3.2),
        TableColumn(w.text(_("Whose")), width=2),
        TableColumn(w.text(_("Comment")), Kind.WORDS, 5.4),
        TableColumn(w.text(_("Proposed wording")), Kind.WORDS, 2.2),
        TableColumn(w.text(_("Outcome of consideration")), width=1.9),
        TableColumn(w.text(_("Reason")), Kind.WORDS, 3.6),
        TableColumn(w.text(_("What will change")), Kind.WORDS, 2.1),
        TableColumn(w.text(_("Who answered")), width=1.8),
    )
    caption = w.line(_("In the order of the text; words and answers stand as they were written"))
    return [
        Heading(title),
        Table(columns, tuple(_rows(w)), caption, row_heads=True, wide=True, sheet=plain(title)),
    ]


def _rows(w: Wording) -> Iterator[Row | Group]:
    section = None
    for each in w.facts.answered:
        found = w.section(each)
        if found != section:
            section = found
            if found:
                yield Group((w.said(found),))
        yield _row(w, each)


def _row(w: Wording, each: Answered) -> tuple[Cell, ...]:
    response = each.response
    return (
        w.line(w.label(each)),
        w.place(each),
        w.sources(each),
        _words(w, each),
        (w.said(each.proposal),) if each.proposal and response else None,
        w.outcome(each),
        w.reason(response) if response else None,
        _change(w, each),
        _who_answered(w, each),
    )


def _change(w: Wording, each: Answered) -> Inline | None:
    """Return what the answer says will change, and what was changed in later drafts, before and after."""
    runs: list[Text | Mark] = []
    if each.response is not None and each.response.will_change:
        runs.append(w.said(each.response.will_change))
        runs += w.translated(each.response, "will_change", "\n")
    for found in each.changes:
        named = _("Changed in draft %(number)s") % {"number": found.draft}
        runs.append(w.text(("\n" if runs else "") + named + ": "))
        if found.before:
            runs += [w.text(_("Before:") + " "), w.said(found.before), w.text(" ")]
        after: list[Text | Mark] = [w.text(_("After:") + " "), w.said(found.after)]
        runs += after if found.after else [w.text(_("the words were removed"))]
    return tuple(runs) or None


def _words(w: Wording, each: Answered) -> Inline:
    """Return the words that were answered and so are public (design.md section 2, Who sees what); an author's reason
    and source stand under them, and the names of the files that came with them.
    """
    if each.response is None:
        return w.unread()
    runs: list[Text | Mark] = [w.said(each.words)]
    comment = each.own
    if comment is not None and comment.reason:
        runs += [w.text("\n" + _("Reason") + ": "), w.said(comment.reason)]
    if comment is not None and comment.source:
        runs += [w.text("\n" + _("Source") + ": "), w.said(comment.source)]
    for sent in each.sources:
        runs += _attachment(w, sent)
    return tuple(runs)


def _attachment(w: Wording, comment: Sent) -> list[Text | Mark]:
    """Return the name of the file that came with a comment: it is given out on the comment's own page."""
    if not comment.attachment:
        return []
    named = _("Attachment of comment %(number)s") % {"number": comment.label}
    return [w.text(f"\n{named}: "), w.said(comment.attachment)]


def _who_answered(w: Wording, each: Answered) -> Inline | None:
    if each.response is None:
        return None
    runs = [w.said(_institution(w, each.response.institution))]
    runs.append(w.text(f", {figures.day(local_date(each.response.published_at), w.form)}"))
    if each.response.edition > 1:
        runs.append(w.text(", " + _("edition %(number)s") % {"number": each.response.edition}))
    return tuple(runs)


def not_taken(w: Wording) -> list[Block]:
    """Return the comments that leads did not take into a common position: their numbers and the leads' reasons. Their
    words no institution answered, so they are not public; who may read them does so on the comment's own page.
    """
    title = w.line(_("Not taken into a common position"))
    if not w.facts.not_taken:
        return [Heading(title), Paragraph(w.line(_("Every comment was taken in, or went on by itself.")))]
    columns = (
        TableColumn(w.text(_("No.")), width=2),
        TableColumn(w.text(_("SEKO")), width=2.5),
        TableColumn(w.text(_("The lead's reason")), Kind.WORDS, 5),
    )
    rows = tuple(
        (w.line(comment.label), w.line(w.name_of_seko(comment.seko_id or 0)), (w.said(comment.set_aside),))
        for comment in w.facts.not_taken
    )
    caption = w.line(_("Comments with the reasons of the leads"))
    return [
        Heading(title),
        Paragraph(w.line(_("The words of a comment are public once an institution has answered it."))),
        Table(columns, rows, caption, row_heads=True, sheet=plain(title)),
    ]


def dissents(w: Wording) -> list[Block]:
    """Return the dissents: comments whose authors did not agree with what their SEKO made of them."""
    rows = tuple(
        (
            w.line(w.label(each)),
            w.sources(each),
            _dissent(w, each),
            local_date(each.point.dissented_at) if each.point.dissented_at else None,
        )
        for each in w.facts.dissents
    )
    title = w.line(_("Dissents"))
    if not rows:
        return [Heading(title), Paragraph(w.line(_("Nobody dissented.")))]
    columns = (
        TableColumn(w.text(_("No.")), width=2),
        TableColumn(w.text(_("Whose")), width=2.5),
        TableColumn(w.text(_("Why")), Kind.WORDS, 4),
        TableColumn(w.text(_("When")), Kind.DATE),
    )
    caption = w.line(_("Who dissented from the SEKO, and why"))
    return [Heading(title), Table(columns, rows, caption, row_heads=True, sheet=plain(title))]


def _dissent(w: Wording, each: Answered) -> Inline | None:
    if each.response is None:
        return w.unread()
    return (w.said(each.point.dissent_words),) if each.point.dissent_words else None


def late(w: Wording) -> list[Block]:
    """Return the requests for late sending that were refused, with the reason; their words were never sent."""
    title = w.line(_("Late comments that were not accepted"))
    if not w.facts.refused_late:
        return [Heading(title), Paragraph(w.line(_("No late comment was refused.")))]
    columns = (
        TableColumn(w.text(_("Who asked")), width=2.5),
        TableColumn(w.text(_("Asked on")), Kind.DATE),
        TableColumn(w.text(_("Why it came late")), Kind.WORDS, 3),
        TableColumn(w.text(_("Why it was not accepted")), Kind.WORDS, 3),
    )
    rows = tuple(
        (
            (w.said(unsent.organisation.name),) if unsent.organisation else w.line(_("An individual")),
            local_date(unsent.late_requested_at) if unsent.late_requested_at else None,
            (w.said(unsent.late_reason),),
            (w.said(unsent.late_decision),),
        )
        for unsent in w.facts.refused_late
    )
    caption = w.line(_("Who asked for late sending, and why it was not accepted"))
    return [Heading(title), Table(columns, rows, caption, row_heads=True, sheet=plain(title))]


def unanswered(w: Wording) -> list[Block]:
    """Return what stayed unanswered: who decided to conclude all the same, why, and the list."""
    entries = w.facts.unanswered
    title = w.line(_("Comments without an answer"))
    consultation = w.facts.consultation
    if not entries:
        return [Heading(title), Paragraph(w.line(_("Every comment to be answered has its answer.")))]
    blocks: list[Block] = [Heading(title)]
    if consultation.exception_reason:
        by = (w.text(_("Concluded with an exception by") + ": "), w.said(consultation.exception_by))
        blocks.append(Callout(by, (w.said(consultation.exception_reason),), Tone.LATE))
    columns = (
        TableColumn(w.text(_("No.")), width=2),
        TableColumn(w.text(_("Place in the text")), Kind.WORDS, 4),
        TableColumn(w.text(_("Whose")), width=2.5),
        TableColumn(w.text(_("Who was to answer")), width=2.5),
    )
    rows = tuple(
        (w.line(w.label(each)), w.place(each), w.sources(each), (w.said(_institution(w, each.institution)),))
        for each in entries
    )
    caption = w.line(_("What stayed without an answer"))
    return [*blocks, Table(columns, rows, caption, row_heads=True, sheet=plain(title))]


def objections(w: Wording) -> list[Block]:
    """Return the annex of objections to the answers."""
    title = w.line(_("Annex: objections to the answers"))
    rows = tuple(
        (
            w.line(w.label(each)),
            _voice(w, reply),
            (w.said(reply.words),),
            local_date(reply.at),
        )
        for each, reply in w.facts.objections
    )
    if not rows:
        return [Heading(title), Paragraph(w.line(_("Nobody objected to an answer.")))]
    columns = (
        TableColumn(w.text(_("No.")), width=2),
        TableColumn(w.text(_("Who objects")), width=2.5),
        TableColumn(w.text(_("Why")), Kind.WORDS, 4),
        TableColumn(w.text(_("When")), Kind.DATE),
    )
    caption = w.line(_("Who objects, and why"))
    return [Heading(title), Table(columns, rows, caption, row_heads=True, sheet=plain(title))]


def _voice(w: Wording, reply: Said) -> Inline:
    if reply.organisation:
        return (w.said(reply.organisation),)
    return w.line(w.name_of_seko(reply.seko_id) if reply.seko_id else _("An individual"))
