"""The one legal step of a report."""

from __future__ import annotations

from seko.foundation.workflow.lifecycle import Lifecycle, Transition
from seko.outlets.reporting import permissions
from seko.outlets.reporting.enums import ReportStatus

REPORT = Lifecycle(
    "report",
    (Transition((ReportStatus.PREPARED,), "freeze", ReportStatus.FROZEN, permissions.may_freeze, "report-frozen"),),
    scope_of=lambda report: report.consultation_id,
)
