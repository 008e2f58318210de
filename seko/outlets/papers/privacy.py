"""What the fields of files that go out and come back hold of people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare, impersonal

TABLES = Processing(
    code="answer-tables",
    title=_("Tables with an institution's answers"),
    purpose=_("To take over the answers of an institution that does not sign in, with the letter by which they came"),
    basis=PUBLIC_TASK,
    circle=_("The ministry's coordination and the institution's officers"),
    keeping=_("The table for 30 days after it was taken in or cancelled; the letter with the consultation"),
)

declare("papers.AnswerTable", TABLES, Sensitivity.WORK, "name", "content", "letter_number")
declare("papers.AnswerTable", TABLES, Sensitivity.IDENTIFIER, "by")
impersonal("papers.AnswerTable", "sha256", "taken")
impersonal("papers.MadePaper", "key", "job")
