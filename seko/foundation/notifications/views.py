"""The person's notices."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from seko.foundation.core.access import personal, signed_in
from seko.foundation.core.clock import now_of
from seko.foundation.core.paging import page_number
from seko.foundation.notifications import actions
from seko.foundation.notifications.presenters import present
from seko.foundation.notifications.queries import unread_count, visible_to

ON_A_PAGE = 30


@signed_in
@require_GET
def notice_list(request: HttpRequest) -> HttpResponse:
    """Show the person's own notices, newest first."""
    page = Paginator(visible_to(request.user), ON_A_PAGE).get_page(page_number(request))
    context = {"notices": present(page.object_list), "pages": page, "unread": unread_count(request.user)}
    return render(request, "notifications/notices.html", context)


@personal
@signed_in
@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    """Mark all of the person's notices as read."""
    person: Any = request.user
    actions.mark_read(person.pk, now=now_of(request))
    return redirect("notices")


@personal
@signed_in
@require_POST
def notice_read(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Mark one notice as read; another person's is not there."""
    notice = get_object_or_404(visible_to(request.user), pk=notice_id)
    actions.mark_read(notice.recipient, now=now_of(request), notice_id=notice.pk)
    return redirect("notices")
