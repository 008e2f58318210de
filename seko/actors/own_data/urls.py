"""Addresses of personal data."""

from django.urls import path

from seko.actors.own_data import views

urlpatterns = [
    path("privacy/", views.processing, name="processing"),
    path("account/data/", views.own_data, name="own-data"),
    path("account/data/files/<slug:format>/", views.own_data_file, name="own-data-file"),
    path("account/data/erase/", views.erasure_ask, name="erasure-ask"),
    path("account/data/erase/withdraw/", views.erasure_withdraw, name="erasure-withdraw"),
    path("erasures/", views.erasures, name="erasures"),
    path("erasures/<uuid:identifier>/decide/", views.erasure_decide, name="erasure-decide"),
    path("erasures/<uuid:identifier>/carry-out/", views.erasure_propose, name="erasure-propose"),
]
