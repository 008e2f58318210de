"""The address at which two drafts are compared."""

from django.urls import path

from seko.pages.comparing import views

urlpatterns = [
    path("documents/<slug:code>/compare/<int:old>/<int:new>/", views.versions_compare, name="versions-compare"),
]
