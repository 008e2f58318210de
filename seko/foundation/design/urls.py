"""The gallery's address (demonstration mode only)."""

from django.urls import path

from seko.foundation.design import views

urlpatterns = [
    path("", views.gallery, name="design-gallery"),
    path("errors/<int:status>/", views.error, name="design-error"),
]
