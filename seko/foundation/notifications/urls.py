"""Addresses of notices."""

from django.urls import path

from seko.foundation.notifications import views

urlpatterns = [
    path("notices/", views.notice_list, name="notices"),
    path("notices/read/", views.notices_read, name="notices-read"),
    path("notices/<uuid:notice_id>/read/", views.notice_read, name="notice-read"),
]
