"""What the reader of files says, in the language of the page: refusals, failures and findings by their code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.functional import lazystr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seko.drafts.documents.model.import_findings import FINDINGS, Finding
from seko.drafts.documents.model.refusals import FAILURES, REFUSALS, ParserFailed, Refused

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

FAILED = "failed-"
VIRUS = "virus"
# What is wrong with one indicator, by the code of its finding; the finding itself says what to do.
INDICATOR_FAULTS = {
    "indicator-no-baseline": gettext_lazy("No baseline"),
    "indicator-no-target": gettext_lazy("No target"),
    "indicator-undecided": gettext_lazy("Still to be determined"),
    "indicator-below-baseline": gettext_lazy("Target below the baseline"),
    "indicator-above-baseline": gettext_lazy("Is to fall, and its target is above the baseline"),
    "indicator-no-unit": gettext_lazy("No unit"),
    "indicator-baseline-no-year": gettext_lazy("Baseline without a year"),
    "indicator-target-no-year": gettext_lazy("Target without a year"),
    "indicator-year-past": gettext_lazy("The year of the target has passed"),
    "indicator-years-turned": gettext_lazy("Baseline measured after the year of the target"),
    "indicator-milestone-late": gettext_lazy("Milestone after the year of the target"),
    "indicator-differs": gettext_lazy("Another table says otherwise"),
}


def code_of(error: Refused | ParserFailed) -> str:
    """Return the code under which a refusal is kept."""
    return error.code if isinstance(error, Refused) else f"{FAILED}{error.reason}"


def params_of(error: Refused | ParserFailed) -> dict[str, str | int]:
    """Return the numbers and places of its sentence."""
    return dict(error.params) if isinstance(error, Refused) else {}


def refusal(code: str, params: Mapping[str, Any]) -> str:
    """Return why a file was not taken, in the page's language form."""
    if code == VIRUS:
        return _("The scanner found a virus in the file. The file was not kept.")
    sentence = FAILURES[code.removeprefix(FAILED)] if code.startswith(FAILED) else REFUSALS[code]
    return _(sentence) % params


def finding(found: Finding) -> str:
    """Return one line of the import report in the page's language form."""
    return _(FINDINGS[found.code][1]) % dict(found.params)


def refusal_later(code: str, params: Mapping[str, Any]) -> _StrPromise:
    """Return the sentence, put into words when it is shown: a job's person may read it in another language form."""
    later: _StrPromise = lazystr(_Later(code, params))
    return later


class _Later:
    def __init__(self, code: str, params: Mapping[str, Any]) -> None:
        self.code, self.params = code, params

    def __str__(self) -> str:
        return refusal(self.code, self.params)
