"""Addresses of promises and of the differences between drafts."""

from django.urls import path

from seko.dialogue.tracing.views import differences, promises

urlpatterns = [
    path("consultations/<slug:code>/promises/", promises.promise_list, name="promises"),
    path("consultations/<slug:code>/promises/<uuid:point>/", promises.promise_trace, name="promise-trace"),
    path(
        "consultations/<slug:code>/promises/<uuid:point>/<int:cause>/take-back/",
        promises.cause_take_back,
        name="cause-take-back",
    ),
    path("documents/<slug:code>/<int:number>/changes/", differences.difference_list, name="differences"),
]
