"""Addresses of requests for late sending."""

from django.urls import path

from seko.dialogue.comments import views

urlpatterns = [
    path("late-requests/", views.late_requests, name="late-requests"),
    path("late-requests/<uuid:identifier>/accept/", views.late_accept, name="late-accept"),
    path("late-requests/<uuid:identifier>/refuse/", views.late_refuse, name="late-refuse"),
]
