"""The handover sheet as a document: DOCX, PDF, XLSX from one report model."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.conf import settings
from django.utils.translation import gettext as _

from seko.foundation.core.languages import current
from seko.foundation.design import spoken
from seko.foundation.rendering.columns import Kind
from seko.foundation.rendering.report import (
    FRAME_LANG,
    Fact,
    Facts,
    Form,
    Heading,
    Inline,
    Lang,
    Paragraph,
    Report,
    Table,
    TableColumn,
    Text,
    Wording,
)
from seko.pages.desk.handover import Section, Sheet

FORMATS = ("docx", "pdf", "xlsx")


def report_of(sheet: Sheet, now: datetime) -> Report:
    """Return the sheet as a report in the page's language form."""
    form = cast("Form", current())
    title = _machine(_("Handover sheet"), form)
    blocks: list[Heading | Table | Paragraph | Facts] = [
        Facts(
            (
                Fact(_machine(_("Person"), form), (_said(sheet.person, form),), words=True),
                Fact(_machine(_("Organisation"), form), (_said(sheet.organisation, form),), words=True),
                Fact(_machine(_("Open matters"), form), (_machine(str(sheet.total), form),)),
            )
        )
    ]
    for section in sheet.sections:
        blocks += [Heading((_machine(str(section.title), form),), 1, numbered=False), _table(section, form)]
    if not sheet.sections:
        blocks.append(Paragraph((_machine(_("Nothing is open."), form),)))
    is_shown = settings.DEMONSTRATION
    mark = _machine(_("Demonstration: the organisations and people are fictional."), form)
    return Report(
        title=title,
        form=form,
        made_at=now,
        wording=Wording(str(title.words), _("yes"), _("no"), _("Fingerprint")),
        blocks=tuple(blocks),
        footer=(title,),
        demonstration=(mark,) if is_shown else (),
    )


def _table(section: Section, form: Form) -> Table:
    columns = (
        TableColumn(_machine(_("What"), form), Kind.WORDS, 4),
        TableColumn(_machine(_("About"), form), Kind.WORDS, 4),
        TableColumn(_machine(_("By when"), form), Kind.DATE, 2),
    )
    rows = tuple((_line(str(matter.what), form), _line(matter.about, form), matter.due) for matter in section.matters)
    return Table(columns, rows, row_heads=True, sheet=str(section.title)[:31])


def _line(words: str, form: Form) -> Inline:
    return (_said(words, form),)


def _machine(words: str, form: Form) -> Text:
    return Text(words, FRAME_LANG[form])


def _said(words: str, form: Form) -> Text:
    return Text(words, cast("Lang", spoken.lang_in(words, form) or FRAME_LANG[form]))
