"""What every form carries beside its token: under which mandate its page was opened.

The tag has the name of Django's own and stands in its place (settings, TEMPLATES), so that no form forgets it. A form
opened under one mandate and sent under another is refused in `middleware.ChosenMandate` (reliability.md C7 85).
"""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from seko.actors.organisations.actor import ACTING_FIELD

register = template.Library()


@register.simple_tag(takes_context=True)
def csrf_token(context: Any) -> SafeString:
    """Return the hidden fields of a form: its token, and the mandate under which the person acts (if there is one)."""
    token = context.get("csrf_token")
    if not token or token == "NOTPROVIDED":  # noqa: S105 - Django's word for a request without one
        return SafeString("")
    fields = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
    request = context.get("request")
    mandate = getattr(getattr(request, "actor", None), "mandate_id", "")
    if not mandate:
        return fields
    return fields + format_html('<input type="hidden" name="{}" value="{}">', ACTING_FIELD, mandate)
