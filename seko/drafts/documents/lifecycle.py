"""The legal steps of a version."""

from __future__ import annotations

from seko.drafts.documents import permissions
from seko.drafts.documents.enums import VersionStatus
from seko.foundation.workflow.lifecycle import Lifecycle, Transition

VERSION = Lifecycle(
    "version",
    (
        Transition(
            (VersionStatus.DRAFT,), "propose", VersionStatus.PROPOSED, permissions.may_propose, "version-proposed"
        ),
        Transition(
            (VersionStatus.PROPOSED,), "take-back", VersionStatus.DRAFT, permissions.may_propose, "version-taken-back"
        ),
        Transition(
            (VersionStatus.PROPOSED,), "publish", VersionStatus.PUBLISHED, permissions.may_publish, "version-published"
        ),
        Transition((VersionStatus.PUBLISHED,), "hide", VersionStatus.HIDDEN, permissions.may_hide, "version-hidden"),
    ),
    scope_of=lambda version: version.document_id,
)
