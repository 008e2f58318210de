"""Addresses of the reading page and of writing comments."""

from django.urls import path

from seko.pages.reading.views import elsewhere, reading, sending

urlpatterns = [
    path("consultations/<slug:code>/text/", reading.reading, name="reading"),
    path("consultations/<slug:code>/text/in/<int:number>/", elsewhere.reading_elsewhere, name="reading-elsewhere"),
    path("consultations/<slug:code>/unsent/", sending.unsent_save, name="unsent-save"),
    path("consultations/<slug:code>/comments/send/", sending.comment_send, name="comment-send"),
    path("consultations/<slug:code>/alike/", sending.alike, name="comments-alike"),
    path("comments/<uuid:comment>/support/", sending.comment_support, name="comment-support"),
]
