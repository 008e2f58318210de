"""The report's sections on the document, the course of the consultation, those who took part, and the rules."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.actors.mechanism.enums import SuspensionKind
from seko.dialogue.consultations.enums import Status
from seko.dialogue.consultations.models import Consultation
from seko.drafts.documents.enums import Circle
from seko.drafts.documents.models import Version
from seko.drafts.programming.models import TimeRule
from seko.foundation.core.dates import local_date, working_days_until
from seko.foundation.core.languages import in_form
from seko.foundation.rendering import figures
from seko.foundation.rendering.columns import Kind
from seko.foundation.rendering.report import (
    Block,
    Bullets,
    Callout,
    Cell,
    Facts,
    Heading,
    Inline,
    Paragraph,
    Quote,
    Row,
    Table,
    TableColumn,
    Text,
    plain,
)
from seko.foundation.text.collation import sort_key
from seko.outlets.reporting.compiling.chronicle import Happened
from seko.outlets.reporting.compiling.words import Wording

DATES = ("opens_at", "members_on", "leads_deadline_at", "dissents_until_at", "answers_due_on", "replies_until_at",
         "report_due_on")  # fmt: skip


def date_names() -> dict[str, str]:
    """Return what each date of the timetable is called."""
    return {
        "opens_at": _("Opening"),
        "members_on": _("Comments of the networks' members (indicative)"),
        "leads_deadline_at": _("Deadline for common positions and comments"),
        "dissents_until_at": _("Dissents until"),
        "answers_due_on": _("Answers due (indicative)"),
        "replies_until_at": _("Replies until"),
        "report_due_on": _("Report due"),
    }


def document(w: Wording, version: Version | None) -> list[Block]:
    """Return the section on what was consulted: the document, its draft, the draft's hash."""
    blocks: list[Block] = [Heading(w.line(_("What was consulted")))]
    consultation = w.facts.consultation
    if version is None:
        blocks.append(Paragraph(w.line(_("The consultation asked questions, without a draft."))))
    else:
        kept = version.document
        title = kept.title_en if w.form == "en" and kept.title_en else kept.title
        kind = in_form(w.facts.kind, "name", w.form) if w.facts.kind else kept.kind
        blocks.append(
            Facts(
                (
                    w.fact(_("Document"), w.said(title), words=True),
                    w.fact(
                        _("Kind of document"),
                        w.text(kind),
                    ),
                    w.fact(_("Prepared by"), w.said(_name(w, kept.institution))),
                    w.fact(_("Draft"), w.text(str(version.number))),
                    w.fact(_("Draft published"), w.text(w.day(version.published_at))),
                    w.fact(_("Fingerprint of the draft (SHA-256)"), w.text(version.content_hash)),
                )
            )
        )
    summary = consultation.summary_en if w.form == "en" and consultation.summary_en else consultation.summary
    if summary:
        blocks += [Heading(w.line(_("In short")), 2), Quote((w.said(summary),))]
    matters = consultation.open_matters_en if w.form == "en" else ""
    matters = matters or consultation.open_matters
    if matters:
        blocks += [Heading(w.line(_("What could be changed")), 2), Quote((w.said(matters),))]
    asked = w.facts.chronicle.questions
    if asked:
        texts = tuple((w.said(row.words if w.form == "en" and row.words else row.what),) for row in asked)
        blocks += [Heading(w.line(_("Questions asked")), 2), Bullets(texts, ordered=True)]
    return blocks


def _name(w: Wording, organisation: object) -> str:
    english = str(getattr(organisation, "name_en", ""))
    return english if w.form == "en" and english else str(getattr(organisation, "name", ""))


def course(w: Wording, activities: str) -> list[Block]:
    """Return the section on time: the dates, those that were moved, what happened when, who was told."""
    consultation = w.facts.consultation
    blocks: list[Block] = [Heading(w.line(_("Course of the consultation")))]
    names = date_names()
    days = tuple(w.fact(names[name], w.text(_when(w, getattr(consultation, name)))) for name in DATES)
    blocks += [Heading(w.line(_("Timetable")), 2), Facts(days), *_moved(w, names), *_happened(w)]
    if activities:
        blocks += [Heading(w.line(_("Activities outside the platform")), 2), Quote((w.said(activities),))]
    return [*blocks, *_told(w)]


def _when(w: Wording, value: date | datetime) -> str:
    return w.moment(value) if isinstance(value, datetime) else figures.day(value, w.form)


def _read(stored: str) -> date | datetime:
    """Return a date as `DateChange` keeps it: a day or a time in ISO form."""
    return datetime.fromisoformat(stored) if "T" in stored else date.fromisoformat(stored)


def _moved(w: Wording, names: dict[str, str]) -> list[Block]:
    if not w.facts.chronicle.moved:
        return []
    columns = (
        TableColumn(w.text(_("Date")), width=2),
        TableColumn(w.text(_("Before")), width=1.5),
        TableColumn(w.text(_("After")), width=1.5),
        TableColumn(w.text(_("Reason")), Kind.WORDS, 3),
        TableColumn(w.text(_("Moved on")), Kind.DATE),
    )
    rows = tuple(
        (
            w.line(names.get(row.what, row.what)),
            w.line(_when(w, _read(row.old))),
            w.line(_when(w, _read(row.new))),
            (_why(w, row.words),),
            local_date(row.at),
        )
        for row in w.facts.chronicle.moved
    )
    title = w.line(_("Dates that were moved"))
    caption = w.line(_("The old and the new date, with the reason"))
    return [Heading(title, 2), Table(columns, rows, caption, row_heads=True, sheet=plain(title))]


def _why(w: Wording, reason: str) -> Text:
    """Return why a date was moved; without a reason it moved by itself (`consultations.models.DateChange`)."""
    return w.said(reason) if reason else w.text(_("Answers were published; authors have five working days to reply."))


def _happened(w: Wording) -> list[Block]:
    """Return what happened when, in time."""
    consultation = w.facts.consultation
    version = consultation.version
    found: list[tuple[datetime, str]] = []
    if version is not None and version.published_at:
        found.append((version.published_at, _("Draft %(number)s was published") % {"number": version.number}))
    found += [(row.at, _released(w, row)) for row in w.facts.chronicle.releases]
    if consultation.opened_at:
        found.append((consultation.opened_at, _("The consultation was opened by the ministry's coordination")))
    found += [
        (row.at, _("Common position handed in: %(seko)s") % {"seko": w.name_of_seko(row.number)})
        for row in w.facts.chronicle.handed_in
    ]
    found += _answers_published(w)
    if consultation.concluded_at:
        found.append((consultation.concluded_at, _concluded(consultation)))
    columns = (TableColumn(w.text(_("When")), Kind.DATETIME), TableColumn(w.text(_("What")), width=4))
    rows: tuple[Row, ...] = tuple((at, w.line(words)) for at, words in sorted(found, key=lambda row: row[0]))
    title = w.line(_("What happened when"))
    caption = w.line(_("From the publishing of the draft to the conclusion"))
    return [Heading(title, 2), Table(columns, rows, caption, sheet=plain(title))]


def _answers_published(w: Wording) -> list[tuple[datetime, str]]:
    times = sorted(each.first_at for each in w.facts.answered if each.first_at)
    if not times:
        return []
    if times[0] == times[-1]:
        return [(times[0], _("The answers were published"))]
    return [(times[0], _("The first answer was published")), (times[-1], _("The last answer was published"))]


def _concluded(consultation: Consultation) -> str:
    if consultation.exception_reason:
        return _("The consultation was concluded with an exception")
    return _("The consultation was concluded")


def _released(w: Wording, row: Happened) -> str:
    circle = str(Circle(row.what).label)
    if row.number:
        circle = f"{circle}: {w.name_of_seko(row.number)}"
    return _("Draft released to: %(circle)s") % {"circle": circle}


def _told(w: Wording) -> list[Block]:
    kinds = {
        "consultation-opened": _("Invitation to comment"),
        "date-moved": _("A date was moved"),
        "comment-fates": _("What became of the comments in the common position"),
        "answers-published": _("Answers were published"),
        "consultation-concluded": _("The consultation is concluded"),
        "consultation-excepted": _("The consultation is concluded with an exception"),
    }
    rows: tuple[Row, ...] = tuple(
        (w.line(kinds[row.what]), local_date(row.at), row.number) for row in w.facts.chronicle.told if row.what in kinds
    )
    if not rows:
        return []
    columns = (
        TableColumn(w.text(_("Notice")), width=3),
        TableColumn(w.text(_("First sent on")), Kind.DATE),
        TableColumn(w.text(_("Mails")), Kind.NUMBER),
    )
    title = w.line(_("Notices sent"))
    caption = w.line(_("What was told to whom it concerns, in mails"))
    return [Heading(title, 2), Table(columns, rows, caption, row_heads=True, sheet=plain(title))]


def participants(w: Wording) -> list[Block]:
    """Return the section on who was asked and who took part; individuals only as a number."""
    facts = w.facts
    blocks: list[Block] = [Heading(w.line(_("Who took part")))]
    through = {seko_id: sum(seko_id in voice.sekos for voice in facts.voices) for seko_id in facts.sekos}
    if facts.sekos:
        columns = (
            TableColumn(w.text(_("SEKO")), width=4),
            TableColumn(w.text(_("Organisations asked")), Kind.NUMBER),
            TableColumn(w.text(_("Of them sent comments")), Kind.NUMBER),
        )
        rows: tuple[Row, ...] = tuple((w.line(w.name_of_seko(pk)), facts.asked[pk], through[pk]) for pk in facts.sekos)
        title = w.line(_("Networks that were asked"))
        caption = w.line(_("Organisations of each network on the day of opening"))
        blocks += [Heading(title, 2), Table(columns, rows, caption, row_heads=True, sheet=plain(title))]
    blocks += _aside(w)
    count = len(facts.voices)
    words = ngettext("%(count)s organisation sent comments.", "%(count)s organisations sent comments.", count)
    sentences = [words % {"count": w.count(count)}]
    if facts.individuals:
        words = ngettext(
            "%(count)s individual sent comments; individuals are not named.",
            "%(count)s individuals sent comments; individuals are not named.",
            facts.individuals,
        )
        sentences.append(words % {"count": w.count(facts.individuals)})
    blocks += [Heading(w.line(_("Who sent comments")), 2), Paragraph(w.line(" ".join(sentences)))]
    return [*blocks, *_voices(w)]


def _aside(w: Wording) -> list[Block]:
    if not w.facts.aside:
        return []
    columns = (
        TableColumn(w.text(_("Organisation")), width=4),
        TableColumn(w.text(_("SEKO")), width=4),
        TableColumn(w.text(_("Participation")), width=2),
        TableColumn(w.text(_("From")), width=2),
    )
    rows: tuple[Row, ...] = tuple(
        (
            (w.said(each.organisation),),
            w.line(w.name_of_seko(each.seko_id)),
            w.line(SuspensionKind(each.kind).label),
            (w.text(w.day(each.since)),),
        )
        for each in w.facts.aside
    )
    title = w.line(_("Participation frozen or refused"))
    caption = w.line(_("They are counted neither among those asked nor among those who said nothing"))
    return [Heading(title, 2), Table(columns, rows, caption, row_heads=True, sheet=plain(title))]


def _voices(w: Wording) -> list[Block]:
    if not w.facts.voices:
        return []
    columns = (
        TableColumn(w.text(_("Organisation")), width=4),
        TableColumn(w.text(_("Through")), width=4),
        TableColumn(w.text(_("Comments")), Kind.NUMBER),
    )
    rows: tuple[Row, ...] = tuple(
        (
            (w.said(voice.name),),
            w.line(", ".join(w.name_of_seko(pk) for pk in voice.sekos) or _("directly")),
            voice.count,
        )
        for voice in sorted(w.facts.voices, key=lambda voice: (-voice.count, sort_key(voice.name, w.form)))
    )
    return [Table(columns, rows, w.line(_("Organisations that sent comments")), row_heads=True)]


def rules(w: Wording) -> list[Block]:
    """Return the section on legal basis: each rule of time with its basis, what it asks, what was, what was weighed."""
    blocks: list[Block] = [Heading(w.line(_("Legal basis and rules of time")))]
    measured = [(rule, _measured(w.facts.consultation, rule)) for rule in w.facts.rules]
    if not measured:
        return [*blocks, Paragraph(w.line(_("No rule of time binds this kind of document.")))]
    columns = (
        TableColumn(w.text(_("Rule")), Kind.WORDS, 5),
        TableColumn(w.text(_("Basis")), width=1.5),
        TableColumn(w.text(_("Asks for")), width=1.5),
        TableColumn(w.text(_("Was")), width=1.5),
        TableColumn(w.text(_("Weighed before opening")), Kind.BOOLEAN, 1.5),
    )
    rows = tuple(_rule(w, rule, days) for rule, days in measured)
    blocks.append(Table(columns, rows, w.line(_("Rules of time"))))
    if w.facts.consultation.status == Status.CANCELLED:
        blocks.append(Callout(w.line(_("Cancelled")), (w.said(w.facts.consultation.cancelled_reason),)))
    return blocks


def _rule(w: Wording, rule: TimeRule, days: int | None) -> tuple[Cell, ...]:
    citation = rule.citation_en if w.form == "en" and rule.citation_en else rule.citation_sr
    at = w.facts.consultation.acknowledged or []
    weighed = any(str(code).endswith(f":{rule.code}") for code in at)
    most = rule.subject == "report"
    asked = (_("at most %(days)s") if most else _("at least %(days)s")) % {"days": _days(rule.days, rule.unit)}
    was: Inline | None = w.line(_days(days, rule.unit)) if days is not None else None
    return ((w.said(citation),), w.line(TimeRule.Basis(rule.basis).label), w.line(asked), was, weighed)


def _days(count: int, unit: str) -> str:
    if unit == TimeRule.Unit.WORKING:
        return ngettext("%(count)s working day", "%(count)s working days", count) % {"count": count}
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def _measured(consultation: Consultation, rule: TimeRule) -> int | None:
    """Return how many days there were, by the timetable as it became; None where nothing can be measured."""
    version = consultation.version
    published = version.published_at if version else None
    opens = local_date(consultation.opens_at)
    spans = {
        "window": (opens, local_date(consultation.leads_deadline_at)),
        "notice": (local_date(published), opens) if published else None,
        "report": (local_date(consultation.replies_until_at), consultation.report_due_on),
    }
    span = spans.get(rule.subject)
    if span is None:
        return None
    return working_days_until(*span) if rule.unit == TimeRule.Unit.WORKING else (span[1] - span[0]).days
