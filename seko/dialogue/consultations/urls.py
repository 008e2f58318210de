"""Addresses of preparing and conducting consultations, and of proposals."""

from django.urls import path

from seko.dialogue.consultations.views import conducting, links, proposals

urlpatterns = [
    path("prepare/", conducting.consultation_prepare, name="consultation-prepare"),
    path("consultations/<slug:code>/edit/", conducting.consultation_edit, name="consultation-edit"),
    path("consultations/<slug:code>/manage/", conducting.consultation_manage, name="consultation-manage"),
    path("consultations/<slug:code>/open/", conducting.consultation_open, name="consultation-open"),
    path("consultations/<slug:code>/date/", conducting.consultation_date, name="consultation-date"),
    path("consultations/<slug:code>/conclude/", conducting.consultation_conclude, name="consultation-conclude"),
    path("consultations/<slug:code>/except/", conducting.consultation_except, name="consultation-except"),
    path("consultations/<slug:code>/cancel/", conducting.consultation_cancel, name="consultation-cancel"),
    path("consultations/<slug:code>/link/", links.link_ask, name="link-ask"),
    path("consultations/<slug:code>/link/<str:token>/", links.link_open, name="link-open"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/<uuid:identifier>/", proposals.proposal, name="proposal"),
    path("proposals/<uuid:identifier>/confirm/", proposals.proposal_confirm, name="proposal-confirm"),
    path("proposals/<uuid:identifier>/refuse/", proposals.proposal_refuse, name="proposal-refuse"),
]
