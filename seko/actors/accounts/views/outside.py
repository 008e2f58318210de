"""Signing in through an identity provider (OIDC), where one is configured."""

from __future__ import annotations

import logging
from collections.abc import Callable

from allauth.socialaccount.providers.openid_connect import views as oidc
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from seko.actors.accounts.adapters import NOT_SIGNED_IN
from seko.foundation.core.access import before_second_factor, public

log = logging.getLogger(__name__)
# What the library raises for an answer that lacks the person's mark, or has one that is no mark.
NO_ANSWER = (KeyError, TypeError, ValueError, AttributeError, ImproperlyConfigured)


def _through(view: Callable[..., HttpResponse], request: HttpRequest, provider_id: str) -> HttpResponse:
    """Let allauth's view answer, where a provider is configured; one that does not answer is said in a sentence."""
    if not settings.OIDC_ISSUER or provider_id != "oidc":
        raise Http404
    try:
        return view(request, provider_id)
    except RequestException as error:
        log.warning("the identity provider does not answer: %s", type(error).__name__)
        messages.error(request, _("The provider does not answer now. Try again later, or sign in another way."))
        return redirect("sign-in")
    except NO_ANSWER as error:
        log.warning("the identity provider's answer cannot be read: %s", type(error).__name__)
        messages.error(request, str(NOT_SIGNED_IN))
        return redirect("sign-in")


@before_second_factor
@public
@require_POST
def sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider."""
    return _through(oidc.login, request, provider_id)


@before_second_factor
@public
@require_safe
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take the provider's answer and sign in, through the second factor where there is one."""
    return _through(oidc.callback, request, provider_id)
