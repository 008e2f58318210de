"""Addresses of signing in and out, and of the person's own sign-in.

Of allauth nothing is mounted but what stands here; it leads to its sign-in page under a name of its own.
"""

from django.urls import path

from seko.actors.accounts.views import entering, own

urlpatterns = [
    path("sign-in/", entering.sign_in, name="sign-in"),
    path("sign-in/", entering.sign_in, name="account_login"),
    path("sign-in/second/", entering.second_step, name="sign-in-second"),
    path("sign-in/passkey/", entering.passkey_sign_in, name="sign-in-passkey"),
    path("sign-out/", entering.sign_out, name="sign-out"),
    path("register/", entering.register, name="register"),
    path("password/forgotten/", entering.forgotten, name="password-forgotten"),
    path("confirm/<str:token>/", entering.confirm, name="address-confirm"),
    path("account/security/", own.security, name="security"),
    path("account/second-factor/", own.second_factor, name="second-factor"),
    path("account/again/", own.reauthenticate, name="reauthenticate"),
    path("account/password/", own.password, name="password"),
    path("account/app/", own.app_add, name="app-add"),
    path("account/passkey/", own.passkey_add, name="passkey-add"),
    path("account/factor/<int:identifier>/remove/", own.factor_remove, name="factor-remove"),
    path("account/codes/", own.recovery_codes, name="recovery-codes"),
    path("account/codes/file/", own.recovery_codes_file, name="recovery-codes-file"),
    path("account/sessions/<int:identifier>/end/", own.session_end, name="session-end"),
    path("account/sessions/end/", own.sessions_end, name="sessions-end"),
]
