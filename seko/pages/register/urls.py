"""Addresses of who is who."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
