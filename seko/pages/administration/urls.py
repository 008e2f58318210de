"""Addresses of administrators."""

from django.urls import path

from seko.pages.administration import views

urlpatterns = [
    path("administration/second-factors/", views.resets, name="factor-resets"),
]
