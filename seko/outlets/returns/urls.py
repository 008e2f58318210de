"""Addresses of returning commented files."""

from django.urls import path

from seko.outlets.returns import views

urlpatterns = [
    path("consultations/<slug:code>/returned/", views.comments_return, name="comments-return"),
    path("consultations/<slug:code>/returned/<uuid:identifier>/", views.preview, name="returned"),
    path("consultations/<slug:code>/returned/<uuid:identifier>/decide/", views.decide, name="returned-decide"),
    path("consultations/<slug:code>/returned/<uuid:identifier>/send/", views.send, name="returned-send"),
    path("consultations/<slug:code>/returned/<uuid:identifier>/discard/", views.discard, name="returned-discard"),
]
