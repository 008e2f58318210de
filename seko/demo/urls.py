"""Addresses that exist in demonstration mode only."""

from django.urls import path

from seko.demo import views

urlpatterns = [
    path("who/", views.who, name="who"),
    path("who/become/", views.become, name="become"),
]
