"""Addresses of bringing spreadsheets in."""

from django.urls import path

from seko.outlets.exchange import views

urlpatterns = [
    path("register/imports/", views.imports, name="register-imports"),
    path("register/imports/form.xlsx", views.blank, name="register-blank-file"),
    path("register/imports/<uuid:identifier>/", views.import_page, name="register-import"),
    path("register/imports/<uuid:identifier>/columns/", views.columns_match, name="register-import-columns"),
    path("register/imports/<uuid:identifier>/confirm/", views.confirm, name="register-import-confirm"),
    path("register/imports/<uuid:identifier>/invite/", views.contacts_invite, name="register-import-invite"),
    path("register/imports/<uuid:identifier>/discard/", views.discard, name="register-import-discard"),
    path("register/imports/<uuid:identifier>/rows/<slug:format>/", views.rows, name="register-import-rows-export"),
]
