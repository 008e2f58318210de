"""Addresses of the desk."""

from django.urls import path

from seko.pages.desk import views

urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("desk/mandate/", views.choose_mandate, name="mandate-choose"),
]
