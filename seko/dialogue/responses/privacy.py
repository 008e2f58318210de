"""What the fields of answers hold of people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare, impersonal
from seko.foundation.privacy.holdings import hold

ANSWERS = Processing(
    code="answers",
    title=_("Answers and replies"),
    purpose=_("To know who drafted and who approved an answer, so that no one does both"),
    basis=PUBLIC_TASK,
    circle=_("The institution, the ministry, auditors; the public reads the institution only"),
    keeping=_("For good; the name is taken away when a person is erased"),
)

declare("responses.Assignment", ANSWERS, Sensitivity.IDENTIFIER, "by", "officer")
declare("responses.Response", ANSWERS, Sensitivity.IDENTIFIER, "drafters", "drafted_by", "published_by")
declare("responses.ResponseTranslation", ANSWERS, Sensitivity.IDENTIFIER, "written_by")
declare("responses.Reply", ANSWERS, Sensitivity.IDENTIFIER, "by", "voice")
impersonal("responses.Subkind", "code", "name_sr", "name_en", "asks_for")
impersonal("responses.Response", "detail", "reason", "will_change", "returned_reason", "correction_reason")
impersonal("responses.ResponseTranslation", "language", "detail", "reason", "will_change")
impersonal("responses.Reply", "words", "network_name")

hold(
    _("Answers you drafted"),
    "responses.Response",
    "drafted_by",
    {"edition": _("Edition"), "reason": _("Reason"), "published_at": _("Published")},
)
hold(
    _("Translations of answers you wrote"),
    "responses.ResponseTranslation",
    "written_by",
    {"edition": _("Edition"), "reason": _("Reason"), "written_at": _("When")},
)
hold(_("Replies you gave"), "responses.Reply", "by", {"verdict": _("Reply"), "words": _("Words"), "at": _("When")})
