"""What is said of a signed file and its signatures, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from seko.drafts.memoranda.enums import Added, Covers, SignedState
from seko.drafts.memoranda.models import Signature, SignedFile
from seko.foundation.core.languages import current
from seko.foundation.design import spoken

REFUSALS: Mapping[str, str] = {
    "damaged": N_("The file is damaged and cannot be read. Save it again and send the new copy."),
    "encrypted": N_(
        "The file is protected by a password, so nothing in it can be checked. Send it without a password."
    ),
    "active": N_("The file holds a script or an action that runs by itself. Send a PDF without it."),
    "attached": N_("The file holds other files. Send the memorandum alone."),
    "form": N_("The file is a form (XFA) that most programs show differently. Send an ordinary PDF."),
    "too-many-pages": N_("The file has more than 500 pages."),
    "page-too-large": N_("The file has a page larger than five metres."),
    "too-complex": N_("The file is too complex to be checked."),
    "virus": N_("The scanner found a virus in the file. The file was not kept."),
    "time": N_("The file could not be checked in the time allowed."),
    "memory": N_("Checking the file needs more memory than is allowed."),
    "crash": N_("The file could not be checked."),
}


def refusal(code: str) -> str:
    """Return why a file was not taken."""
    return _(REFUSALS.get(code, REFUSALS["crash"]))


def of_text(signed: SignedFile) -> str:
    """Return whether the file holds the words that were offered."""
    if signed.memorandum.source and not signed.memorandum.words:
        return ""
    if signed.is_scan:
        return _(
            "The file is a picture without text: whether it is the offered text cannot be compared, "
            "and screen readers cannot read it."
        )
    if signed.matches:
        return _("The words of the file are those of the memorandum that was offered.")
    return _("The words of the file are not those of the memorandum that was offered.")


def of_file(signed: SignedFile, count: int) -> str:
    """Return what is said of a checked file before its signatures."""
    if signed.state == SignedState.CHECKED and not count:
        return _("The file has no electronic signature. Nothing says who signed it.")
    return ""


def verdict(signature: Signature) -> tuple[str, ...]:
    """Return the verdict on one signature: who and when, what was changed since, whether the issuer is trusted."""
    if signature.fault:
        return (_who(signature), _("This signature could not be checked."))
    return tuple(filter(None, (_who(signature), _when(signature), _untouched(signature), _proven(signature))))


def is_good(signature: Signature) -> bool:
    """Return whether the signature proves who signed and that nothing was changed."""
    held = signature.is_trusted and not (signature.is_revoked or signature.is_expired or signature.is_early)
    return held and is_whole(signature)


def is_whole(signature: Signature) -> bool:
    """Return whether nothing that was signed was changed since, whoever signed."""
    return (
        signature.is_intact
        and not signature.fault
        and signature.covers != Covers.PART
        and signature.added in (Added.NOTHING, Added.ALLOWED)
    )


def _who(signature: Signature) -> str:
    name = spoken.plain_words(signature.name, current()) or _("somebody whose name the certificate does not say")
    organisation = spoken.plain_words(signature.organisation, current())
    if organisation:
        return _("Signed by: %(name)s (%(organisation)s).") % {"name": name, "organisation": organisation}
    return _("Signed by: %(name)s.") % {"name": name}


def _when(signature: Signature) -> str:
    if signature.signed_at is None:
        return _("The file does not say when.")
    when = spoken.day_time(signature.signed_at)
    if signature.is_stamped:
        return _("Time: %(when)s, proven by a trusted timestamp.") % {"when": when}
    return _("Time: %(when)s by the signer's own clock, which proves nothing.") % {"when": when}


def _untouched(signature: Signature) -> str:
    if not signature.is_intact:
        return _("The file was changed after signing: the signature no longer fits what stands in it.")
    if signature.covers == Covers.PART:
        return _("The signature covers only a part of the file: the rest may be anybody's.")
    if signature.covers == Covers.FILE:
        return _("Nothing was changed after signing.")
    if signature.added == Added.NOTHING:
        return _("Nothing was changed after signing.")
    if signature.added == Added.ALLOWED:
        return _("After signing only what a signature allows was added: further signatures or filled-in fields.")
    return _("The file was changed after signing: what was added is more than a signature allows.")


def _proven(signature: Signature) -> str:
    issuer = spoken.plain_words(signature.issuer, current()) or _("not stated")
    if not signature.is_intact:
        return ""
    if signature.is_revoked:
        return _("The certificate was revoked by its issuer, so who signed is not proven. Issuer: %(issuer)s.") % {
            "issuer": issuer
        }
    if signature.is_expired:
        return _("The certificate had run out, so who signed is not proven. Issuer: %(issuer)s.") % {"issuer": issuer}
    if signature.is_early:
        return _("The certificate was not valid yet, so who signed is not proven. Issuer: %(issuer)s.") % {
            "issuer": issuer
        }
    if signature.is_trusted:
        return _("The issuer is among those this installation trusts: %(issuer)s.") % {"issuer": issuer}
    return _(
        "The issuer is not among those this installation trusts, so who signed is not proven. Issuer: %(issuer)s."
    ) % {"issuer": issuer}
