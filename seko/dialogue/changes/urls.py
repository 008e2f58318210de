"""Addresses of placements: where the comments of earlier drafts stand in a draft."""

from django.urls import path

from seko.dialogue.changes.views import placements

COMMENTS = "documents/<slug:code>/<int:number>/comments/"

urlpatterns = [
    path(COMMENTS, placements.placements, name="placements"),
    path(f"{COMMENTS}carry/", placements.placements_carry, name="placements-carry"),
    path(f"{COMMENTS}<str:name>/", placements.placement_choose, name="placement-choose"),
]
