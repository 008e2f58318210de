"""Addresses on which the mechanism is changed."""

from django.urls import path

from seko.actors.mechanism.views import keeping, places

urlpatterns = [
    path("mechanism/areas/new/", keeping.area_new, name="area-new"),
    path("areas/<slug:code>/edit/", keeping.area_edit, name="area-edit"),
    path("areas/<slug:code>/lead/", keeping.lead_appoint, name="lead-appoint"),
    path("areas/<slug:code>/enter/", keeping.membership_new, name="membership-new"),
    path("memberships/<int:pk>/end/", places.membership_end, name="membership-end"),
    path("memberships/<int:pk>/leave/", places.membership_leave, name="membership-leave"),
    path("participation/", places.participation, name="participation"),
    path("participation/freeze/", places.suspension_new, name="suspension-new"),
    path("participation/<int:pk>/lift/", places.suspension_lift, name="suspension-lift"),
    path("supporters/new/", keeping.supporter_new, name="supporter-new"),
    path("supporters/<int:pk>/edit/", keeping.supporter_edit, name="supporter-edit"),
    path("supporters/<int:pk>/remove/", keeping.supporter_remove, name="supporter-remove"),
]
