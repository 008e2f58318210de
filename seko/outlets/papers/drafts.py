"""A draft as Word files that are taken away: marked for commenting, or with what was said of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from seko.dialogue.consultations.models import Consultation
from seko.drafts.documents.model.refusals import Refused
from seko.drafts.documents.model.word import marks
from seko.drafts.documents.model.word.drafting import Made, Part, draft_out
from seko.drafts.documents.model.word.remarks import Agreed, Remark
from seko.drafts.documents.models import Version
from seko.drafts.documents.queries import passages_of
from seko.foundation.core.errors import NotThere, WrongState
from seko.foundation.core.languages import current
from seko.foundation.files import storage
from seko.foundation.files.models import StoredFile
from seko.foundation.rendering.uncollected import uncollected
from seko.outlets.papers.queries import AgreedWording, Spoken
from seko.outlets.papers.remarks import Remarks

# So many comments are written while one waits for the page; more of them are a job.
AT_ONCE = 300


def copy_of(consultation: Consultation) -> tuple[Version, StoredFile]:
    """Return the consulted draft and its published copy. Raises `NotThere` where there is none."""
    version = consultation.version
    if version is None or version.published_copy is None:
        raise NotThere
    return version, version.published_copy


def marked_draft(consultation: Consultation) -> bytes:
    """Return the draft with the hidden marks of its passages. Raises `NotThere`, `WrongState`."""
    return _draft(consultation, (), ()).content


def commented_draft(consultation: Consultation, said: Sequence[Spoken], agreed: Sequence[AgreedWording]) -> bytes:
    """Return the draft with what is said of it, in the active language form. Raises `NotThere`, `WrongState`."""
    remarks = Remarks(consultation)
    in_text = [remarks.remark(each) for each in said if each.question is None]
    return _draft(consultation, in_text, remarks.agreed(agreed)).content


def key_of(consultation: Consultation, said: Sequence[Spoken], agreed: Sequence[AgreedWording]) -> str:
    """Return the key of `commented_draft`: the same for whoever may read the same, another one as soon as any of it
    changes. So a file that was kept under it holds nothing that the reader may not read now.
    """
    version, copy = copy_of(consultation)
    parts = (marks.FORM, current(), consultation.code, version.content_hash, copy.sha256, tuple(said), tuple(agreed))
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _draft(consultation: Consultation, remarks: Sequence[Remark], agreed: Sequence[Agreed]) -> Made:
    version, copy = copy_of(consultation)
    parts = [Part(*row) for row in passages_of(version).values_list("order", "kind", "text")]
    stated = {marks.CONSULTATION: consultation.code, marks.VERSION: version.content_hash}
    try:
        with uncollected():
            return draft_out(storage.read(copy.path, copy.sha256), parts, stated, remarks, agreed)
    except Refused as refused:
        raise WrongState(_("This file cannot be made. Take the draft as a file, as it was published.")) from refused
