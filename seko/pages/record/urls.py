"""Addresses of comments and records."""

from django.urls import path

from seko.pages.record import comments, views

urlpatterns = [
    path("consultations/<slug:code>/comments/", comments.comments, name="comments"),
    path("comments/<str:number>/", views.comment, name="comment"),
    path("comments/<str:number>/withdraw/", views.withdraw, name="comment-withdraw"),
    path("receipt/<str:token>/", views.receipt, name="comment-receipt"),
    path("find/", views.find, name="comment-find"),
    path("record/", views.record, name="record"),
    path("record/unsent/file/", views.unsent_file, name="unsent-file"),
    path("record/unsent/<uuid:unsent>/", views.unsent, name="unsent"),
    path("record/unsent/<uuid:unsent>/discard/", views.discard, name="unsent-discard"),
    path("record/unsent/<uuid:unsent>/late/", views.late, name="unsent-late"),
    path("organisations/<slug:slug>/record/", views.organisation_record, name="organisation-record"),
]
