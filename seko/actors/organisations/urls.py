"""Addresses of organisations and their people."""

from django.urls import path

from seko.actors.organisations.views import accounts, bodies, invitations, joining, people

urlpatterns = [
    path("organisations/<slug:slug>/people/", people.people, name="people"),
    path("organisations/<slug:slug>/people/invite/", people.person_invite, name="person-invite"),
    path("organisations/<slug:slug>/people/<uuid:identifier>/end/", people.mandate_end, name="mandate-end"),
    path("organisations/<slug:slug>/people/<uuid:identifier>/change/", people.mandate_change, name="mandate-change"),
    path(
        "organisations/<slug:slug>/invitations/<uuid:identifier>/call-back/",
        people.invitation_revoke,
        name="invitation-revoke",
    ),
    path("people/", accounts.person_find, name="person-find"),
    path("people/<uuid:identifier>/", accounts.person_account, name="person-account"),
    path("people/<uuid:identifier>/sign-out/", accounts.person_sessions_end, name="person-sessions-end"),
    path("people/<uuid:identifier>/close/", accounts.person_close, name="person-close"),
    path("organisations/<slug:slug>/join/", joining.join, name="join"),
    path("requests/<uuid:identifier>/decide/", joining.joining_decide, name="joining-decide"),
    path("requests/<uuid:identifier>/take-back/", joining.joining_take_back, name="joining-take-back"),
    path("invitations/<str:token>/", invitations.invitation, name="invitation"),
    path("invitations/<str:token>/again/", invitations.invitation_again, name="invitation-again"),
    path("invitations/<str:token>/other/", invitations.invitation_other, name="invitation-other"),
    path("new-organisation/", bodies.organisation_new, name="organisation-new"),
    path("organisations/<slug:slug>/keep/", bodies.organisation_keep, name="organisation-keep"),
    path("organisations/<slug:slug>/keep/<slug:deed>/", bodies.organisation_deed, name="organisation-deed"),
    path("organisations/<slug:slug>/profile/", bodies.organisation_profile, name="organisation-profile"),
]
