"""Addresses of the public pages."""

from django.urls import path

from seko.pages.portal.views import answers, consultations

urlpatterns = [
    path("", consultations.home, name="home"),
    path("consultations/", consultations.consultations, name="consultations"),
    path("consultations/<slug:code>/", consultations.consultation, name="consultation"),
    path("answers/", answers.answers, name="answers"),
    path("answers/list/", answers.answers_list, name="answers-list"),
]
