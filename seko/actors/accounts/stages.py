"""What comes between the first factor and the session: allauth's stage of the second factor, on our own page."""

from __future__ import annotations

from allauth.core.internal.httpkit import headed_redirect_response
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpResponse


class SecondFactorStage(AuthenticateStage):
    """Asks for the second factor where the person has one and the passkey that signed in was not that already."""

    urlname = "sign-in-second"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Return the page that asks, or nothing where there is nothing to ask."""
        if not self._should_handle(self.request):
            return None, True
        self.state["authentication_required"] = True
        return headed_redirect_response(self.urlname), True
