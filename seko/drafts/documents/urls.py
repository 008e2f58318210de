"""Addresses of documents."""

from django.urls import path

from seko.drafts.documents.views import documents, indicators, translations, uploads, versions

urlpatterns = [
    path("documents/", documents.documents, name="documents"),
    path("documents/new/", documents.document_new, name="document-new"),
    path("documents/<slug:code>/", documents.document, name="document"),
    path("documents/<slug:code>/upload/", uploads.import_new, name="import-new"),
    path("documents/<slug:code>/upload/<uuid:identifier>/", uploads.import_page, name="import"),
    path("documents/<slug:code>/upload/<uuid:identifier>/keep/", uploads.import_keep, name="import-keep"),
    path("documents/<slug:code>/upload/<uuid:identifier>/cancel/", uploads.import_cancel, name="import-cancel"),
    path("documents/<slug:code>/<int:number>/", versions.version, name="version"),
    path("documents/<slug:code>/<int:number>/file/", versions.version_file, name="version-file"),
    path("documents/<slug:code>/<int:number>/indicators/", indicators.version_indicators, name="version-indicators"),
    path("documents/<slug:code>/<int:number>/in/<slug:language>/", translations.translation, name="translation"),
    path(
        "documents/<slug:code>/<int:number>/in/<slug:language>/file/",
        translations.translation_file,
        name="translation-file",
    ),
    path(
        "documents/<slug:code>/<int:number>/in/<slug:language>/parts/",
        translations.translation_parts,
        name="translation-parts",
    ),
    path(
        "documents/<slug:code>/<int:number>/in/<slug:language>/discard/",
        translations.translation_discard,
        name="translation-discard",
    ),
    path(
        "documents/<slug:code>/<int:number>/in/<slug:language>/hide/",
        translations.translation_hide,
        name="translation-hide",
    ),
    path(
        "documents/<slug:code>/<int:number>/in/<slug:language>/step/<slug:step>/",
        translations.translation_step,
        name="translation-step",
    ),
    path("documents/<slug:code>/<int:number>/release/", versions.version_release, name="version-release"),
    path("documents/<slug:code>/<int:number>/hide/", versions.version_hide, name="version-hide"),
    path("documents/<slug:code>/<int:number>/step/<slug:step>/", versions.version_step, name="version-step"),
]
