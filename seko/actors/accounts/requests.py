"""What a request's session knows of the sign-in: whether a second factor was shown, how lately, which device it is."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest

# In the session: how this sign-in showed a second factor.
SECOND_FACTOR = "second_factor"
SHOWN, WAIVED = "shown", "demonstration"
# In the session: until when new recovery codes may be looked at.
CODES_SHOWN_UNTIL = "codes_shown_until"
# In the session: that it stands on the person's list of sessions.
LISTED = "listed"


def has_shown_second_factor(request: HttpRequest) -> bool:
    """Return whether this session was begun with a second factor, or set one up since; a click on a name in a
    demonstration stands for it there, and there alone.
    """
    mark = request.session.get(SECOND_FACTOR)
    return mark == SHOWN or (mark == WAIVED and bool(settings.DEMONSTRATION))


def note_sign_in(request: HttpRequest, *, is_waived: bool = False) -> None:
    """Keep in the new session how it was begun: called when everything that signing in asks for was shown."""
    records = get_authentication_records(request, request.user)
    request.session.pop(SECOND_FACTOR, None)
    if is_waived:
        request.session[SECOND_FACTOR] = WAIVED
    elif any(record.get("method") == "mfa" for record in records):
        request.session[SECOND_FACTOR] = SHOWN
    request.session[LISTED] = True


def note_second_factor(request: HttpRequest, *, has_one: bool) -> None:
    """Keep in the session that the person has just shown, or has just removed, the second factor."""
    if has_one:
        request.session[SECOND_FACTOR] = SHOWN
    elif request.session.get(SECOND_FACTOR) == SHOWN:
        del request.session[SECOND_FACTOR]


def signed_in_lately(request: HttpRequest) -> bool:
    """Return whether the person showed who they are within the time in which security settings may be changed."""
    if not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    at: float = max((record["at"] for record in records), default=0.0)
    return time.time() - at < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def keep_session(request: HttpRequest) -> None:
    """Let this session stay when all of the person's were ended or the password changed; its key is a new one."""
    person: Any = request.user
    earlier = request.session.session_key
    update_session_auth_hash(request, person)
    UserSession.objects.filter(session_key=earlier).update(session_key=request.session.session_key)
