"""Addresses of signing in through an identity provider: one for all language forms, as providers want it."""

from django.urls import path

from seko.actors.accounts.views import outside

urlpatterns = [
    path("<slug:provider_id>/", outside.sign_in, name="openid_connect_login"),
    path("<slug:provider_id>/back/", outside.back, name="openid_connect_callback"),
]
