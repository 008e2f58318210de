"""Addresses of the public pages."""

from django.urls import path

from seko.pages.portal import answers, views

urlpatterns = [
    path("", views.home, name="home"),
    path("consultations/", views.consultations, name="consultations"),
    path("consultations/<slug:code>/", views.consultation, name="consultation"),
    path("answers/", answers.answers, name="answers"),
    path("answers/list/", answers.answers_list, name="answers-list"),
]
