"""What documents ask of upper apps."""

from __future__ import annotations

from dataclasses import dataclass

from seko.foundation.workflow.conditions import Condition, Consequence, Inquiry


@dataclass(frozen=True, slots=True)
class Stake:
    """What would become of the comments of earlier drafts: of `total`, how many lose their place, and for how many a
    person would be asked.
    """

    total: int = 0
    lost: int = 0
    asked: int = 0


hideable = Condition("version may be hidden")
# Asked of a version whose release has not begun yet and should begin later than said.
postponable = Condition("release may begin later")
# Followed with (version=, by=, now=) when a document gets a version: what was said of earlier ones is carried to it.
version_added = Consequence("version added")
# Followed with (version=, by=, now=) when a working translation is published or hidden: pages of the draft lead to it.
translation_changed = Consequence("translation published or hidden")
# Answered with (code, name) of each kind of document, in the page's language form.
kinds = Inquiry("kinds of documents")
# Asked with (document, parts) before an upload is kept (the parts as `carrying.parts_among`); answered with a `Stake`.
stake = Inquiry("comments that would lose their place")
# Asked with (version, actor, now): what the version's page says beside its text, a `parts.Summary` or None.
about_version = Inquiry("what is said of a version")
