"""What the fields of background work hold of people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare, impersonal

WORK = Processing(
    code="background-work",
    title=_("Background work"),
    purpose=_("To show whoever asked for it how far a long piece of work has come"),
    basis=PUBLIC_TASK,
    circle=_("The person who asked for it"),
    keeping=_("30 days after its end"),
)

declare("jobs.Job", WORK, Sensitivity.IDENTIFIER, "for_person", "kwargs", "result", "error_params")
impersonal("jobs.Job", "name", "queue", "language", "phase", "error", "task_id")
impersonal("jobs.Slot", "name", "at")
declare("django_tasks_database.DBTaskResult", WORK, Sensitivity.IDENTIFIER, "args_kwargs", "return_value")
impersonal(
    "django_tasks_database.DBTaskResult",
    *("task_path", "worker_ids", "queue_name", "backend_name", "exception_class_path", "traceback"),
)
