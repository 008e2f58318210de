"""All settings: read from the environment alone, checked at start.

`SEKO_MODE=demonstration` (the default) needs nothing: SQLite under `var/`, a secret made on the
spot, mail kept in files.
`SEKO_MODE=production` refuses to start while a setting is missing or still a default, and names each of them.
"""

from __future__ import annotations

import secrets
import sys
from datetime import date
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from environs import Env

from seko.config import databases, production

BASE_DIR = Path(__file__).resolve().parents[2]
env = Env()

SEKO_MODE: str = env.str("SEKO_MODE", "demonstration")
if SEKO_MODE not in ("demonstration", "production"):
    raise production.NotConfigured([f"SEKO_MODE is '{SEKO_MODE}'; it must be 'demonstration' or 'production'"])
DEMONSTRATION = SEKO_MODE == "demonstration"
TESTING = "pytest" in sys.modules

VAR_DIR = Path(env.str("SEKO_VAR_DIR", str(BASE_DIR / "var")))
BUILD_DIR = Path(env.str("SEKO_BUILD_DIR", str(BASE_DIR / "build")))


def _demonstration_secret() -> str:
    """Return the secret kept under var/, made at the first start; two workers starting at once agree on one."""
    path = VAR_DIR / "secret"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="ascii") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")


DEBUG = False
SECRET_KEY: str = env.str("SECRET_KEY", "") or (_demonstration_secret() if DEMONSTRATION else "")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
SITE_URL: str = env.str("SITE_URL", f"http://localhost:{env.int('PORT', 8000)}" if DEMONSTRATION else "").rstrip("/")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"] if DEMONSTRATION else [])

DATABASE_URL: str = env.str("DATABASE_URL", f"sqlite:///{VAR_DIR / 'seko.sqlite3'}" if DEMONSTRATION else "")
DATABASES: dict[str, dict[str, Any]] = {"default": databases.from_url(DATABASE_URL)} if DATABASE_URL else {}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "seko.actors.accounts",  # before Django's, whose command `createsuperuser` it replaces
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_cotton",
    "django_htmx",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    # foundation
    "seko.foundation.core",
    "seko.foundation.privacy",
    "seko.foundation.design",
    "seko.foundation.journal",
    "seko.foundation.jobs",
    "seko.foundation.files",
    "seko.foundation.rendering",
    "seko.foundation.notifications",
    "seko.foundation.workflow",
    # actors
    "seko.actors.organisations",
    "seko.actors.own_data",
    "seko.actors.contacts",
    "seko.actors.mechanism",
    "seko.actors.calls",
    # drafts
    "seko.drafts.documents",
    "seko.drafts.memoranda",
    "seko.drafts.programming",
    # dialogue
    "seko.dialogue.consultations",
    "seko.dialogue.comments",
    "seko.dialogue.positions",
    "seko.dialogue.responses",
    "seko.dialogue.changes",
    "seko.dialogue.tracing",
    # outlets
    "seko.outlets.reporting",
    "seko.outlets.search",
    "seko.outlets.exchange",
    "seko.outlets.papers",
    "seko.outlets.returns",
    # pages
    "seko.pages.facts",
    "seko.pages.reading",
    "seko.pages.comparing",
    "seko.pages.record",
    "seko.pages.desk",
    "seko.pages.portal",
    "seko.pages.administration",
    "seko.pages.register",
    "seko.demo",
]
INSTALLED_APPS = [
    name
    for name in INSTALLED_APPS
    if not name.startswith("seko.") or (BASE_DIR.joinpath(*name.split("."), "apps.py").exists())
]

MIDDLEWARE = [
    "seko.foundation.core.middleware.RequestTime",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "seko.foundation.core.middleware.Compression",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "seko.foundation.core.middleware.Clock",
    "seko.actors.accounts.middleware.LastUsed",
    "seko.actors.organisations.middleware.ActorMiddleware",
    "seko.foundation.core.middleware.PrivateByDefault",
    "seko.foundation.core.middleware.BodyLimit",
    "seko.pages.reading.middleware.LimitedSession",
    "seko.foundation.core.middleware.DeclaredAccess",
    "seko.actors.organisations.middleware.SecondFactor",
    "seko.foundation.core.middleware.WholeBody",
    "seko.actors.organisations.choosing.ChosenMandate",
    "seko.foundation.core.middleware.Errors",
]

ROOT_URLCONF = "seko.config.urls"
WSGI_APPLICATION = "seko.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "seko.foundation.design.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "seko.actors.organisations.templatetags.acting",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "home"
# OWASP's Argon2id parameters: Django's default costs ten times the processor time and would not survive a rush.
PASSWORD_HASHERS = ["seko.actors.accounts.hashers.OwaspArgon2", "django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"seko.actors.accounts.passwords.{name}"} for name in ("LongEnough", "NotWellKnown", "NotAboutThePerson")
]

# How allauth is tied in: docs/adr/0005-allauth.md.
ACCOUNT_ADAPTER = "seko.actors.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is confirmed by our own link, which signs in
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_MIN_LENGTH = 0  # the validators above say it
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/10m/ip,10/10m/key",
    "reauthenticate": "10/m/user",
    "change_password": "10/m/user",
    "sign_in_link": "20/10m/ip,5/10m/key",
}
MFA_ADAPTER = "seko.actors.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "SEKO"
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_ADAPTER = "seko.actors.accounts.adapters.OutsideAdapter"
# An identity provider: all of these or none.
_provider = {name: env.str(name, "") for name in ("OIDC_ISSUER", "OIDC_NAME", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")}
production.require_provider(_provider)
OIDC_ISSUER = _provider["OIDC_ISSUER"].rstrip("/")
OIDC_NAME = _provider["OIDC_NAME"]
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": OIDC_NAME,
                "client_id": _provider["OIDC_CLIENT_ID"],
                "secret": _provider["OIDC_CLIENT_SECRET"],
                "settings": {"server_url": OIDC_ISSUER, "fetch_userinfo": True},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}

LANGUAGE_CODE = "sr"
LANGUAGES = [("sr", "Српски (ћирилица)"), ("sr-latn", "Srpski (latinica)"), ("en", "English")]
USE_I18N = True
TIME_ZONE = "Europe/Belgrade"
USE_TZ = True
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"

STATIC_URL = "static/"
STATIC_ROOT = BUILD_DIR / "collected"
STATICFILES_DIRS = [BUILD_DIR / "static"]
(BUILD_DIR / "static").mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = Path(env.str("SEKO_MEDIA_DIR", str(VAR_DIR / "files")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

CACHES: dict[str, dict[str, Any]] = {"default": databases.cache_from_url(env.str("CACHE_URL", "memory://"))}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "seko.foundation.core.errorpages.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *([OIDC_ISSUER] if OIDC_ISSUER else [])],  # the button of the provider leads there
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": [],
    "microphone": [],
    "geolocation": [],
    "payment": [],
    "usb": [],
    "interest-cohort": [],
}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
_mail = databases.mail_from_url(env.str("MAIL_URL", f"file://{VAR_DIR / 'mail'}" if DEMONSTRATION else ""))
locals().update(_mail)
DEFAULT_FROM_EMAIL: str = env.str("MAIL_FROM", "SEKO <seko@primer.example>" if DEMONSTRATION else "")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"]}}

# Files (reliability.md C: limits are shown on the form).
SEKO_LIMITS = {
    "document_bytes": 25 * 1024 * 1024,
    "attachment_bytes": 10 * 1024 * 1024,
    "comment_letters": 20_000,
    "name_letters": 200,
    "returned_at_once": 200,
    "person_quota_bytes": 200 * 1024 * 1024,
}
# A consortium: one lead, with its partners so many organisations. It binds from a day on, history stays as it was.
SEKO_CONSORTIUM: dict[str, Any] = {
    "least": env.int("SEKO_CONSORTIUM_LEAST", 3),
    "most": env.int("SEKO_CONSORTIUM_MOST", 5),
    "binds_from": env.date("SEKO_CONSORTIUM_BINDS_FROM", date(2026, 1, 1)),
}
# Working days in which partners may object to a decision on an application, and applicants to the list of a call.
SEKO_CALLS = {
    "partners_days": env.int("SEKO_CALLS_PARTNERS_DAYS", 5),
    "objection_days": env.int("SEKO_CALLS_OBJECTION_DAYS", 8),
}
# The identifier of the publisher in files by the IATI standard (https://iatistandard.org, organisation identifiers).
SEKO_IATI_ORGANISATION: str = env.str("SEKO_IATI_ORGANISATION", "XM-EXAMPLE")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
CLAMD_ADDRESS: str = env.str("CLAMD_ADDRESS", "")
# A folder of certificates (PEM, DER): the issuers of electronic signatures that this installation trusts.
TRUST_ROOTS: str = env.str("SEKO_TRUST_ROOTS", "")
# Who was erased, beside the database, so that a restore does not bring anybody back (reliability.md N21).
ERASURE_LOG = Path(env.str("SEKO_ERASURE_LOG", str(VAR_DIR / "erasures.jsonl")))
# A request begun before a hard deadline may end this much after it (reliability.md C6 68).
SEKO_GRACE_SECONDS = env.int("SEKO_GRACE_SECONDS", 120)
TRUSTED_PROXY = env.bool("SEKO_TRUSTED_PROXY", False)
if TRUSTED_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Whose attempts to sign in are slowed: the last address that the proxy itself wrote, never what a visitor claims.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if TRUSTED_PROXY else 0

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}

if not DEMONSTRATION:
    SECURE_SSL_REDIRECT = env.bool("SEKO_SSL_REDIRECT", True)
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    CSRF_TRUSTED_ORIGINS = [SITE_URL]
    production.require(
        {
            "SECRET_KEY": SECRET_KEY,
            "SITE_URL": SITE_URL,
            "ALLOWED_HOSTS": ALLOWED_HOSTS,
            "DATABASE_URL": DATABASE_URL,
            "MAIL_URL": env.str("MAIL_URL", ""),
            "MAIL_FROM": DEFAULT_FROM_EMAIL,
            "CLAMD_ADDRESS": CLAMD_ADDRESS,
            "SEKO_TRUSTED_PROXY": env.str("SEKO_TRUSTED_PROXY", ""),
        }
    )
