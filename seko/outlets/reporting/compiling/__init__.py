"""The report on a consultation ("Извештај о спроведеним консултацијама"): compiled in each language form from the
same facts. The frame is in the form; words and answers stay in theirs (design.md section 2, Language).
"""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from seko.dialogue.consultations.models import Consultation
from seko.foundation.rendering import report as model
from seko.foundation.rendering.report import Block, Fact, Form, Paragraph, Report, Seal
from seko.foundation.rendering.uncollected import uncollected
from seko.outlets.reporting.compiling import course, outcome
from seko.outlets.reporting.compiling.gathered import Gathered
from seko.outlets.reporting.compiling.gathering import gather
from seko.outlets.reporting.compiling.words import Wording

FORMS: tuple[Form, ...] = ("sr", "sr-latn", "en")


def compile_report(
    consultation: Consultation,
    language: str,
    now: datetime,
    *,
    facts: Gathered | None = None,
    activities: str = "",
    made_by: str = "",
    is_final: bool = False,
) -> Report:
    """Return the report as it stands at `now`, in one of `FORMS`.

    `consultation` carries its version, document and institution. The facts are read in a constant number of queries
    unless they are given (`gather`); `activities` and `made_by` are the report's own columns.
    """
    form = cast("Form", language)
    with uncollected(), override(language):
        facts = facts or gather(consultation, now)
        w = Wording(form, facts)
        return Report(
            title=w.text(_("Report on the consultation held")),
            subtitle=(w.said(w.title()),),
            form=form,
            made_at=now,
            wording=model.Wording(_("Report"), _("yes"), _("no"), _("Fingerprint of the report (SHA-256)")),
            facts=_head(w, now, is_final=is_final),
            blocks=tuple(_blocks(w, activities, made_by, is_final=is_final)),
            footer=w.line(_("Report on the consultation held") + f": {consultation.code.upper()}"),
            demonstration=w.line(_("Demonstration: the organisations and the document are fictional."))
            if settings.DEMONSTRATION
            else (),
        )


def _head(w: Wording, now: datetime, *, is_final: bool) -> tuple[Fact, ...]:
    consultation = w.facts.consultation
    span = f"{w.day(consultation.opens_at)} – {w.day(consultation.concluded_at or consultation.leads_deadline_at)}"
    return (
        w.fact(_("Mark of the consultation"), w.text(consultation.code.upper())),
        w.fact(_("Time"), w.text(span)),
        w.fact(_("Concluded"), w.text(_concluded(w))),
        w.fact(_("Published") if is_final else _("Preview, as it stands on"), w.text(w.moment(now))),
    )


def _concluded(w: Wording) -> str:
    consultation = w.facts.consultation
    if consultation.concluded_at is None:
        return _("not yet")
    words = w.day(consultation.concluded_at)
    exception = _("with an exception")
    return f"{words} ({exception})" if consultation.exception_reason else words


def _languages(w: Wording) -> list[Block]:
    """Return what a reader of the English form is told once: the words that follow are mostly Serbian."""
    if w.form != "en":
        return []
    words = _("Comments and answers stand in the language they were written in, nearly all of them in Serbian.")
    return [Paragraph(w.line(words), note=True)]


def _blocks(w: Wording, activities: str, made_by: str, *, is_final: bool) -> list[Block]:
    version = w.facts.consultation.version
    blocks: list[Block] = [
        *_languages(w),
        *outcome.numbers(w),
        *course.document(w, version),
        *course.course(w, activities),
        *course.participants(w),
        *outcome.answers(w),
        *outcome.not_taken(w),
        *outcome.dissents(w),
        *outcome.late(w),
        *outcome.unanswered(w),
        *course.rules(w),
        *outcome.objections(w),
    ]
    if is_final:
        lines = (w.fact(_("Report made by"), w.said(made_by)), w.fact(_("Published"), w.text(w.moment(w.facts.now))))
        blocks.append(Seal(lines))
    return blocks


__all__ = ["FORMS", "Gathered", "compile_report", "gather"]
