"""Checking a signed file in the background; telling in time that a term ends."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seko.drafts.memoranda import actions
from seko.drafts.memoranda.actions.signing import CHECK_JOB, words_of
from seko.drafts.memoranda.compiling import FORMS, compile_memorandum
from seko.drafts.memoranda.enums import SignedState
from seko.drafts.memoranda.models import Memorandum, SignedFile
from seko.foundation.core import clock
from seko.foundation.core.errors import NotThere
from seko.foundation.jobs.progress import Progress
from seko.foundation.jobs.registry import job
from seko.foundation.jobs.timed import daily
from seko.foundation.rendering.formats import render


@job(CHECK_JOB, title=_("Checking the signatures"), phases={"checking": _("the signatures are being checked")})
def check_signed(progress: Progress, *, signed: str) -> dict[str, Any]:
    """Check the file in the child and keep the verdict; the person goes back to the memorandum."""
    found = SignedFile.objects.select_related("memorandum__text", "file").filter(pk=UUID(signed)).first()
    if found is None:
        raise NotThere
    url = reverse("memorandum", args=[found.memorandum.code]) + "#signed"
    if found.state == SignedState.CHECKING:
        progress(phase="checking")
        now = clock.read()
        answer = actions.check_file(found, now=now)
        words = offered_words(found.memorandum) if not answer["refusal"] else {}
        with progress.finishing() as result:
            actions.settle_check(found, answer, words, now=now)
            result["url"] = url
    return {"url": url}


def offered_words(memorandum: Memorandum) -> dict[str, str]:
    """Return the digest of the offered words in each language form; of a historical one nothing was offered here."""
    if memorandum.source:
        return {}
    if memorandum.words:
        kept: dict[str, str] = memorandum.words
        return kept
    return words_of({form: render(compile_memorandum(memorandum, form), "pdf").content for form in FORMS})


@daily(at=time(7, 0))
def tell_of_terms(now: datetime) -> None:
    """Tell the parties and the ministry of terms that end."""
    actions.warn_of_terms(now)
