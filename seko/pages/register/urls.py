"""Addresses of who is who."""

from django.urls import path

from seko.pages.register.views import areas, organisations

urlpatterns = [
    path("who-is-who/", organisations.who_is_who, name="who-is-who"),
    path("organisations/", organisations.directory, name="organisations"),
    path("organisations/export/<str:format>/", organisations.directory_export, name="organisations-export"),
    path("organisations/<slug:slug>/", organisations.organisation, name="organisation"),
    path("areas/", areas.areas, name="areas"),
    path("areas/members/<str:format>/", areas.areas_export, name="areas-export"),
    path("areas/<slug:code>/", areas.area, name="area"),
    path("areas/<slug:code>/members/<str:format>/", areas.area_export, name="area-export"),
    path("supporters/", areas.supporters, name="supporters"),
]
