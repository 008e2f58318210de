"""Writing, sending and withdrawing an application."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.calls.actions.issuing import locked
from seko.actors.calls.enums import ApplicationStatus, CallKind, Declaration
from seko.actors.calls.lifecycle import APPLICATION
from seko.actors.calls.models import Application, Call
from seko.actors.calls.permissions import may_apply, takes_applications
from seko.actors.calls.queries import own_application
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Organisation
from seko.foundation.core.errors import Invalid, WrongState, possible_unless_refused, refuse_unless
from seko.foundation.core.typed import read_text
from seko.foundation.files import actions as files
from seko.foundation.files.models import StoredFile

LETTERS = 20_000
ENDED = (ApplicationStatus.WITHDRAWN, ApplicationStatus.REFUSED_FINALLY, ApplicationStatus.REGISTERED)


@dataclass(frozen=True, slots=True)
class Written:
    """An application as it is typed."""

    words: str = ""
    contact: str = ""
    partners: str = ""
    declarations: tuple[str, ...] = ()


def save_application(
    call: Call,
    *,
    written: Written,
    by: Actor,
    now: datetime,
    attachment: StoredFile | None = None,
    drops_attachment: bool = False,
) -> Application:
    """Keep what was typed, as it is, also after the deadline; it is sent by a deed of its own.

    Raises `Refused`, `Invalid` (a character that cannot be stored), `WrongState` where one was sent already.
    """
    refuse_unless(may_apply(by, call, now))
    words = read_text(written.words, "words", limit=LETTERS)
    contact = read_text(written.contact, "contact", limit=200)
    partners = read_text(written.partners, "partners", limit=2_000)
    with transaction.atomic():
        call = locked(call)
        row = own_application(call, by)
        if row is not None and row.status == ApplicationStatus.REFUSED:
            row = _settled(row, by, now)
        if row is None or row.status in ENDED:
            assert by.organisation is not None  # noqa: S101 (whoever may apply acts for an organisation)
            row = Application(call=call, organisation=by.organisation)
        elif row.status != ApplicationStatus.UNSENT:
            raise WrongState(_("Your organisation has sent an application already. Withdraw it to send another one."))
        row.words, row.contact, row.partners_typed, row.saved_at = words, contact, partners, now
        row.declarations = [each for each in Declaration.values if each in written.declarations]
        old = row.attachment
        if attachment is not None or drops_attachment:
            row.attachment = attachment
        row.save()
        if old is not None and old != row.attachment:
            files.discard(old)
    return row


def _settled(row: Application, by: Actor, now: datetime) -> Application:
    """Make a refusal final once the time to object is over, so that one can apply anew."""
    if row.objections_until is not None and now <= row.objections_until:
        raise WrongState(_("Your application was not admitted. You can lodge an objection until the day named there."))
    settled: Application = APPLICATION.run(row, "settle", by=by, now=now)
    return settled


def send_application(
    call: Call, *, partners: Iterable[Organisation], by: Actor, now: datetime, began_at: datetime | None = None
) -> Application:
    """Send what was saved: from then on it stays as it is. `partners` are the organisations named in it.

    Raises `Refused`, `WrongState` (not open, closed), `Invalid` (no words, a declaration missing, too few partners).
    """
    refuse_unless(may_apply(by, call, now))
    named = list(dict.fromkeys(partners))
    with transaction.atomic():
        call = locked(call)
        possible_unless_refused(takes_applications(call, now, began_at))
        row = own_application(call, by)
        if row is None or row.status != ApplicationStatus.UNSENT:
            raise WrongState(_("Your organisation has sent an application already. Withdraw it to send another one."))
        _check(call, row, named)

        def write(each: Application) -> None:
            each.sent_at, each.sent_by, each.mandate = now, by.person, by.mandate
            each.partners.set(named if call.kind == CallKind.CONSORTIUM else ())

        sent: Application = APPLICATION.run(row, "send", by=by, now=now, write=write)
    return sent


def _check(call: Call, row: Application, partners: list[Organisation]) -> None:
    found: dict[str, Any] = {}
    if not row.words.strip():
        found["words"] = _("Write why your organisation applies, by the criteria of the call.")
    if set(row.declarations) != set(Declaration.values):
        found["declarations"] = _("Every declaration is needed.")
    if call.kind == CallKind.CONSORTIUM:
        rule = settings.SEKO_CONSORTIUM
        least, most = rule["least"] - 1, rule["most"] - 1
        if not least <= len(partners) <= most:
            found["partners"] = _("Name %(least)s to %(most)s partners.") % {"least": least, "most": most}
        elif any(not each.is_civil_society or each.pk == row.organisation_id for each in partners):
            found["partners"] = _("Partners are other organisations of civil society.")
    if found:
        raise Invalid(found)


def withdraw_application(application: Application, *, by: Actor, now: datetime) -> Application:
    """Withdraw one's own application before it is decided; it is read by nobody else any more."""
    with transaction.atomic():
        locked(application.call)
        withdrawn: Application = APPLICATION.run(application, "withdraw", by=by, now=now)
    return withdrawn
