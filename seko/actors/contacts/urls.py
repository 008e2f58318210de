"""Addresses of contact points."""

from django.urls import path

from seko.actors.contacts import views

urlpatterns = [
    path("contact-points/", views.listed, name="contact-points"),
    path("contact-points/export/<str:format>/", views.export, name="contact-points-export"),
    path("contact-points/new/", views.new, name="contact-point-new"),
    path("contact-points/right/<str:token>/", views.confirm, name="contact-point-confirm"),
    path("contact-points/<uuid:identifier>/", views.edit, name="contact-point-edit"),
    path("contact-points/<uuid:identifier>/end/", views.end, name="contact-point-end"),
]
