"""Addresses of signing in and out."""

from django.urls import path

from seko.actors.accounts import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("register/", views.register, name="register"),
    path("confirm/<str:token>/", views.confirm, name="address-confirm"),
]
