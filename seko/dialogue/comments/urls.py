"""Addresses of comments' files and of requests for late sending."""

from django.urls import path

from seko.dialogue.comments import views

urlpatterns = [
    path("comments/<str:number>/attachment/", views.attachment, name="comment-attachment"),
    path("receipt/<str:token>/attachment/", views.receipt_attachment, name="receipt-attachment"),
    path("record/unsent/<uuid:identifier>/attachment/", views.unsent_attachment, name="unsent-attachment"),
    path("record/unsent/<uuid:identifier>/recall/", views.late_recall, name="unsent-recall"),
    path("late-requests/", views.late_requests, name="late-requests"),
    path("late-requests/<uuid:identifier>/accept/", views.late_accept, name="late-accept"),
    path("late-requests/<uuid:identifier>/refuse/", views.late_refuse, name="late-refuse"),
]
