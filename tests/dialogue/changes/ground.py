"""A first draft with comments on it, and the drafts that follow."""

from __future__ import annotations

from uuid import uuid4

from seko.dialogue.changes import actions
from seko.dialogue.changes.models import Placement
from seko.dialogue.comments.actions import send_comment
from seko.dialogue.comments.models import Comment
from seko.drafts.documents.model.anchors import WORDS, Anchor, words_quoted
from seko.drafts.documents.models import Version
from tests import factories as f
from tests.drafts.documents.model.carrying.test_carry import AIR, NATURE, WASTE, WATER

NOW = f.ANSWERING
RULE = "Рок за жалбу је осам дана од пријема одлуке."


class Ground:
    """A first draft with a comment at each of some words, by a member of a network."""

    def __init__(self, texts: tuple[str, ...] = (AIR, WATER, WASTE, NATURE)) -> None:
        self.network, self.ministry = f.a_network(), f.ministry()
        self.texts = texts
        self.version = f.a_version(texts)
        self.consultation = f.a_consultation([self.network.seko], version=self.version)

    def comment(self, words: str) -> Comment:
        number = next(rank for rank, text in enumerate(self.texts) if words in text)
        anchor = Anchor(WORDS, (words_quoted(f"1-{number + 1}", self.texts[number], words),))
        return send_comment(
            identifier=uuid4(),
            consultation=self.consultation,
            fields={"words": f"О: {words}", "anchor": anchor.as_json()},
            by=self.network.members[0],
            now=f.COMMENTING,
            seko=self.network.seko,
        )

    def next_draft(self, texts: tuple[str, ...]) -> Version:
        version = f.a_version(texts, document=self.version.document)
        actions.carry_to(version, now=NOW)
        return version


def placed(comment: Comment, version: Version) -> Placement:
    """Return where a comment stands in a version."""
    return Placement.objects.get(comment=comment, version=version)


def doubtful() -> tuple[Ground, Comment, Version]:
    """Return a comment whose place in the next draft a person has to choose."""
    ground = Ground((AIR, WATER, RULE))
    comment = ground.comment("осам дана од пријема одлуке")
    new = ground.next_draft((AIR, WATER, "Надзор обавља министарство, осам дана пре рока.", "Жалба одлаже извршење."))
    return ground, comment, new
