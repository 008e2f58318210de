"""Addresses of the search."""

from django.urls import path

from seko.outlets.search import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("consultations/<slug:code>/search/", views.consultation_search, name="consultation-search"),
]
