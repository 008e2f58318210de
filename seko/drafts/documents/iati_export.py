"""The indicators of a version as an IATI file: what the platform knows of its document, in the standard's form."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from seko.drafts.documents.indicator_page import FIELD_NAMES, LEVELS
from seko.drafts.documents.indicators import indicators_of
from seko.drafts.documents.model.iati import Activity, iati_file
from seko.drafts.documents.models import Document, Version
from seko.foundation.core.dates import local_date
from seko.foundation.rendering.formats import Rendered

MEDIA_TYPE = "application/xml"


def indicators_as_iati(version: Version) -> Rendered:
    """Return the file; its words are in the draft's language, titles also in English where they are given."""
    document = version.document
    organisation = settings.SEKO_IATI_ORGANISATION
    with override(version.language):
        activity = Activity(
            identifier=f"{organisation}-{document.code}",
            reporter=organisation,
            reporter_name=((version.language, document.institution.shown_name),),
            title=_title(document, version.language),
            description=((version.language, _description(version)),),
            language=version.language,
            drafted_on=local_date(version.created_at),
            updated_at=version.published_at or version.created_at,
            labels={name: str(words) for name, words in FIELD_NAMES.items()} | {"disaggregation": _("Disaggregation")},
            drafted_word=_("Day of the draft"),
            last_target_word=_("Last year of a target in the draft"),
        )
        made = iati_file(activity, indicators_of(version), {level: str(name) for level, name in LEVELS.items()})
    return Rendered(made, MEDIA_TYPE, "xml")


def _title(document: Document, language: str) -> tuple[tuple[str, str], ...]:
    """Return the title in the draft's language first, in the other one after it where there is one."""
    titles = [(lang, words) for lang, words in (("sr", document.title), ("en", document.title_en)) if words]
    return tuple(sorted(titles, key=lambda each: each[0] != language))


def _description(version: Version) -> str:
    words = _("Draft %(number)s") % {"number": version.number}
    mark = _("Demonstration") + ": " + _("fictional data")
    return f"{words} ({mark})" if settings.DEMONSTRATION else words
