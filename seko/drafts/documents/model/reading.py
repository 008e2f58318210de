"""The whole result of reading an upload: both readings, the comments made in Word, the report."""

from __future__ import annotations

from dataclasses import dataclass

from seko.drafts.documents.model.import_findings import Finding
from seko.drafts.documents.model.import_report import import_report
from seko.drafts.documents.model.limits import DEFAULT_LIMITS, Limits
from seko.drafts.documents.model.passages import Taken, take
from seko.drafts.documents.model.reader import read_document
from seko.drafts.documents.model.structure import Revisions, WordComment


@dataclass(frozen=True, slots=True)
class Reading:
    """What the importer gets. `rejected` is None where both readings of the tracked changes come to the same."""

    accepted: Taken
    rejected: Taken | None
    comments: tuple[WordComment, ...]
    findings: tuple[Finding, ...]
    language: str

    def taken(self, revisions: Revisions | str) -> Taken:
        """The reading that was decided for."""
        wanted = Revisions(revisions)
        return self.rejected if wanted is Revisions.REJECTED and self.rejected is not None else self.accepted


def read_upload(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Read an upload completely. Raises Refused."""
    document = read_document(data, limits=limits)
    accepted = take(document, Revisions.ACCEPTED)
    rejected = take(document, Revisions.REJECTED) if document.revisions else None
    if rejected == accepted:
        rejected = None
    return Reading(accepted, rejected, document.comments, import_report(document, accepted), document.language)
