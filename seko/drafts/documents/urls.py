"""Addresses of documents."""

from django.urls import path

from seko.drafts.documents import views

urlpatterns = [
    path("documents/<slug:code>/<int:number>/file/", views.version_file, name="version-file"),
]
