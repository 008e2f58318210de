"""Addresses of the desk."""

from django.urls import path

from seko.pages.desk import handing_over, views

urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("desk/mandate/", views.choose_mandate, name="mandate-choose"),
    path("desk/handover/<uuid:identifier>/", handing_over.handover, name="handover"),
    path("desk/handover/<uuid:identifier>/to/", handing_over.hand_over, name="hand-over"),
    path("desk/handover/<uuid:identifier>/<str:format>/", handing_over.handover_file, name="handover-file"),
]
