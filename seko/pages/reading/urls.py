"""Addresses of the reading page and of writing comments."""

from django.urls import path

from seko.pages.reading import views

urlpatterns = [
    path("consultations/<slug:code>/text/", views.reading, name="reading"),
    path("consultations/<slug:code>/unsent/", views.unsent_save, name="unsent-save"),
    path("consultations/<slug:code>/comments/send/", views.comment_send, name="comment-send"),
    path("consultations/<slug:code>/alike/", views.alike, name="comments-alike"),
    path("comments/<uuid:comment>/support/", views.comment_support, name="comment-support"),
]
