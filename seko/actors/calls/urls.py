"""Addresses of calls."""

from django.urls import path

from seko.actors.calls.views import applying, calls, judging

APPLICATION = "calls/<slug:code>/applications/<uuid:identifier>/"

urlpatterns = [
    path("calls/", calls.calls, name="calls"),
    path("new-call/", calls.call_new, name="call-new"),
    path("registrations/", judging.registrations, name="registrations"),
    path("registrations/<uuid:identifier>/", judging.registration, name="registration"),
    path("calls/<slug:code>/", calls.call, name="call"),
    path("calls/<slug:code>/edit/", calls.call_edit, name="call-edit"),
    path("calls/<slug:code>/list/<str:format>/", calls.call_export, name="call-export"),
    path("calls/<slug:code>/step/<slug:step>/", calls.call_step, name="call-step"),
    path("calls/<slug:code>/apply/", applying.application_edit, name="application-edit"),
    path("calls/<slug:code>/judging/", judging.call_judging, name="call-judging"),
    path("calls/<slug:code>/impartiality/", judging.call_impartiality, name="call-impartiality"),
    path("calls/<slug:code>/decision/", judging.call_decision, name="call-decision"),
    path(APPLICATION, applying.application, name="application"),
    path(f"{APPLICATION}file/", applying.application_file, name="application-file"),
    path(f"{APPLICATION}<slug:deed>/", applying.application_deed, name="application-deed"),
]
