"""Addresses of the common position."""

from django.urls import path

from seko.dialogue.positions import views

BOARD = "consultations/<slug:code>/position/<slug:seko>/"

urlpatterns = [
    path(BOARD, views.board, name="board"),
    path(f"{BOARD}deed/", views.deed, name="board-deed"),
    path(f"{BOARD}comments/", views.comments, name="board-comments"),
    path(f"{BOARD}no/<int:number>/", views.point, name="board-point"),
    path(f"{BOARD}proposals/<uuid:identifier>/", views.proposal, name="board-proposal"),
    path(f"{BOARD}submit/", views.submit, name="board-submit"),
    path(f"{BOARD}take-back/", views.take_back, name="board-take-back"),
    path(f"{BOARD}handed-in/", views.position, name="position"),
    path("comments/<str:number>/dissent/", views.comment_dissent, name="comment-dissent"),
]
