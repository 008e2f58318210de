"""Addresses of background work."""

from django.urls import path

from seko.foundation.jobs import views

urlpatterns = [path("job/<uuid:job_id>/", views.job_progress, name="job-progress")]
