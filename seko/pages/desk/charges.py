"""What a colleague has in charge or has begun beside answers: calls, decisions on applications, drafts, memoranda."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.calls.enums import ApplicationStatus, CallStatus
from seko.actors.calls.models import Call
from seko.actors.calls.queries import applications_readable_by, calls_visible_to, is_closed
from seko.actors.calls.queries import title_of as title_of_call
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Mandate
from seko.drafts.documents.enums import VersionStatus
from seko.drafts.documents.models import Version
from seko.drafts.documents.queries import uploads_to
from seko.drafts.memoranda.enums import Status
from seko.drafts.memoranda.queries import visible_to as memoranda_visible_to
from seko.foundation.core.dates import local_date
from seko.foundation.core.languages import in_form
from seko.pages.desk.matters import Matter


def calls(mandate: Mandate, actor: Actor, now: datetime) -> Iterator[Matter]:
    """Yield the calls that the colleague prepared for the organisation and that are not final, then the decisions on
    applications that the colleague proposed and nobody has taken yet.
    """
    rows = calls_visible_to(actor).filter(issuer=mandate.organisation, created_by=mandate.person)
    for call in rows.exclude(status__in=(CallStatus.FINAL, CallStatus.CANCELLED)):
        yield Matter(_stage(call, now), title_of_call(call), reverse("call", args=[call.code]), _until(call))
    proposed = applications_readable_by(actor, now).filter(
        proposed_by=mandate.person, status=ApplicationStatus.PROPOSED, call__issuer=mandate.organisation
    )
    for row in proposed.select_related("call", "organisation"):
        url = reverse("application", args=[row.call.code, row.pk])
        yield Matter(
            _("Decision proposed: %(name)s") % {"name": row.organisation.shown_name}, title_of_call(row.call), url
        )


def _stage(call: Call, now: datetime) -> str:
    if call.status == CallStatus.DRAFTED:
        return _("Call in preparation")
    if call.status == CallStatus.RANKED:
        return _("Decision published, not final yet")
    return _("Applications to be decided") if is_closed(call, now) else _("Call open for applications")


def _until(call: Call) -> date | None:
    end = call.objections_until if call.status == CallStatus.RANKED else call.closes_at
    return local_date(end) if end else None


def drafts(mandate: Mandate, actor: Actor, now: datetime) -> Iterator[Matter]:
    """Yield drafts of documents that the colleague prepares or has proposed for publishing, and memoranda that the
    colleague wrote down and that are not in force.
    """
    mine = Q(proposed_by=mandate.person, status=VersionStatus.PROPOSED) | Q(
        created_by=mandate.person, status=VersionStatus.DRAFT
    )
    rows = Version.everything.filter(mine, document__in=uploads_to(actor)).select_related("document")
    for version in rows.order_by("document__title", "number"):
        is_proposed = version.status == VersionStatus.PROPOSED
        what = _("Draft proposed for publishing") if is_proposed else _("Draft in preparation")
        yield Matter(what, version.document.title, version.get_absolute_url())
    begun = memoranda_visible_to(actor, now).filter(
        created_by=mandate.person, status__in=(Status.PREPARED, Status.OFFERED)
    )
    for memorandum in begun if actor.is_ministry else ():
        is_offered = memorandum.status == Status.OFFERED
        what = _("Memorandum offered for signing") if is_offered else _("Memorandum in preparation")
        yield Matter(what, in_form(memorandum, "title"), reverse("memorandum", args=[memorandum.code]))
