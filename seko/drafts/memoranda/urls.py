"""Addresses of memoranda."""

from django.urls import path

from seko.drafts.memoranda.views import doing, reading, writing

urlpatterns = [
    path("memoranda/", reading.memoranda, name="memoranda"),
    path("memoranda/new/", writing.memorandum_new, name="memorandum-new"),
    path("memoranda/<slug:code>/", reading.memorandum, name="memorandum"),
    path("memoranda/<slug:code>/edit/", writing.memorandum_edit, name="memorandum-edit"),
    path("memoranda/<slug:code>/text/", reading.memorandum_text, name="memorandum-text"),
    path("memoranda/<slug:code>/file/<slug:format>/", reading.memorandum_file, name="memorandum-file"),
    path("memoranda/<slug:code>/step/<slug:step>/", writing.memorandum_step, name="memorandum-step"),
    path("memoranda/<slug:code>/signing/", doing.memorandum_signing, name="memorandum-signing"),
    path("memoranda/<slug:code>/signed/", doing.memorandum_upload, name="memorandum-upload"),
    path("memoranda/<slug:code>/signed/<uuid:identifier>/", reading.signed_file, name="memorandum-signed-file"),
    path("memoranda/<slug:code>/in-force/", doing.memorandum_in_force, name="memorandum-in-force"),
    path("memoranda/<slug:code>/renew/", doing.memorandum_renew, name="memorandum-renew"),
    path("memoranda/<slug:code>/leave/", doing.memorandum_leave, name="memorandum-leave"),
    path("memoranda/<slug:code>/end/", doing.memorandum_end, name="memorandum-end"),
]
