"""Signing in through an identity provider (OIDC), where one is configured."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.providers.openid_connect import views as oidc
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from seko.foundation.core.access import before_second_factor, public


def _configured(provider_id: str) -> None:
    if not settings.OIDC_ISSUER or provider_id != "oidc":
        raise Http404


@before_second_factor
@public
@require_POST
def sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider."""
    _configured(provider_id)
    response: HttpResponse = oidc.login(request, provider_id)
    return response


@before_second_factor
@public
@require_safe
def back(request: HttpRequest, provider_id: str, **kwargs: Any) -> HttpResponse:
    """Take the provider's answer and sign in, through the second factor where there is one."""
    _configured(provider_id)
    response: HttpResponse = oidc.callback(request, provider_id)
    return response
