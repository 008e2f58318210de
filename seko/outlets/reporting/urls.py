"""Addresses of reports."""

from django.urls import path

from seko.outlets.reporting import views

urlpatterns = [
    path("consultations/<slug:code>/report/", views.report, name="report"),
    path("consultations/<slug:code>/report/prepare/", views.prepare, name="report-prepare"),
    path("consultations/<slug:code>/report/freeze/", views.freeze, name="report-freeze"),
    path("consultations/<slug:code>/report/files/", views.files, name="report-files"),
    path("consultations/<slug:code>/report/<slug:format>/", views.report_file, name="report-file"),
]
