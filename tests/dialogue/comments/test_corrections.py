"""A correction replaces what it corrects: one's own, of the same consultation, while that can still be withdrawn."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from seko.dialogue.comments import actions
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.comments.queries import visible_to
from seko.dialogue.consultations.models import Consultation
from seko.foundation.core.errors import Conflict, NotThere, WrongState
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def network() -> f.Network:
    """A SEKO."""
    return f.a_network()


@pytest.fixture
def consultation(network: f.Network) -> Consultation:
    """Its consultation."""
    return f.a_consultation([network.seko])


def test_only_a_comment_of_the_same_consultation_is_replaced(network: f.Network, consultation: Consultation) -> None:
    other = f.a_consultation([network.seko])
    comment = f.a_comment(consultation, network.members[0], seko=network.seko)

    with pytest.raises(NotThere):
        f.a_comment(other, network.members[0], "Друго.", seko=network.seko, supersedes=comment)

    comment.refresh_from_db()
    assert comment.superseded_at is None
    assert Comment.objects.count() == 1


def test_only_the_own_comment_is_replaced(network: f.Network, consultation: Consultation) -> None:
    comment = f.a_comment(consultation, network.members[0], seko=network.seko)

    with pytest.raises(NotThere):
        f.a_comment(consultation, network.members[1], "Друго.", seko=network.seko, supersedes=comment)

    assert Comment.objects.get().superseded_at is None


def test_what_was_withdrawn_meanwhile_is_not_replaced(network: f.Network, consultation: Consultation) -> None:
    stale = f.a_comment(consultation, network.members[0], seko=network.seko)
    actions.withdraw_comment(Comment.objects.get(), by=network.members[0], now=f.COMMENTING)

    with pytest.raises(WrongState):
        f.a_comment(consultation, network.members[0], "Друго.", seko=network.seko, supersedes=stale)

    assert Comment.objects.count() == 1


def test_a_correction_begun_in_time_has_the_same_grace(network: f.Network, consultation: Consultation) -> None:
    comment = f.a_comment(consultation, network.members[0], seko=network.seko)
    deadline = consultation.leads_deadline_at

    corrected = actions.send_comment(
        identifier=uuid4(),
        consultation=consultation,
        fields={"words": "Исправка.", "anchor": {"kind": "whole"}},
        by=network.members[0],
        now=deadline + timedelta(seconds=10),
        began_at=deadline - timedelta(seconds=1),
        seko=network.seko,
        supersedes=comment,
    )

    assert corrected.supersedes == comment


def test_an_unsent_correction_remembers_what_it_corrects(network: f.Network, consultation: Consultation) -> None:
    author, key = network.members[0], uuid4()
    comment = f.a_comment(consultation, author, seko=network.seko)
    fields = {"words": "Исправка.", "anchor": {"kind": "whole"}}
    actions.save_unsent(
        identifier=key, consultation=consultation, fields=fields, by=author, now=f.COMMENTING, supersedes=comment
    )

    sent = actions.send_comment(
        identifier=key, consultation=consultation, fields=fields, by=author, now=f.COMMENTING, seko=network.seko
    )

    assert sent.supersedes == comment
    assert Comment.objects.get(pk=comment.pk).superseded_at == f.COMMENTING


def test_nobody_begins_a_correction_of_anothers_comment(network: f.Network, consultation: Consultation) -> None:
    comment = f.a_comment(consultation, network.members[0], seko=network.seko)

    with pytest.raises(NotThere):
        actions.save_unsent(
            identifier=uuid4(),
            consultation=consultation,
            fields={"words": "Туђе.", "anchor": {"kind": "whole"}},
            by=network.members[1],
            now=f.COMMENTING,
            supersedes=comment,
        )

    assert Unsent.objects.count() == 0


def test_withdrawn_and_replaced_words_are_read_by_their_author_alone(
    network: f.Network, consultation: Consultation
) -> None:
    author = network.members[0]
    withdrawn = f.a_comment(consultation, author, "Повучено.", seko=network.seko)
    replaced = f.a_comment(consultation, author, "Замењено.", seko=network.seko)
    standing = f.a_comment(consultation, author, "Стоји.", seko=network.seko, supersedes=replaced)
    actions.withdraw_comment(withdrawn, by=author, now=f.COMMENTING)

    def seen(by) -> set[str]:  # type: ignore[no-untyped-def]
        return set(visible_to(by, f.COMMENTING).values_list("words", flat=True))

    assert seen(author) == {"Повучено.", "Замењено.", "Стоји."}
    assert [seen(network.members[1]), seen(network.lead), seen(network.partners[0])] == [{standing.words}] * 3


def test_a_colleague_who_sent_first_leaves_the_author_the_same_receipt(
    network: f.Network, consultation: Consultation
) -> None:
    author, key = network.members[0], uuid4()
    colleague = f.another_of(author)
    common: Any = {"identifier": key, "consultation": consultation, "now": f.COMMENTING, "seko": network.seko}
    text = {"words": "Заједнички текст.", "anchor": {"kind": "whole"}}
    actions.save_unsent(fields=text, by=author, **common)
    sent = actions.send_comment(fields=text, by=colleague, **common)

    assert actions.send_comment(fields=text, by=author, **common) == sent
    with pytest.raises(Conflict):
        actions.send_comment(fields={**text, "words": "Друго."}, by=author, **common)
    assert (Comment.objects.count(), Unsent.objects.count()) == (1, 0)


def test_sending_does_not_go_over_newer_words(network: f.Network, consultation: Consultation) -> None:
    author, key = network.members[0], uuid4()

    def text(words: str) -> dict[str, object]:
        return {"words": words, "anchor": {"kind": "whole"}}

    common: Any = {
        "identifier": key,
        "consultation": consultation,
        "by": author,
        "now": f.COMMENTING,
        "seko": network.seko,
    }
    first = actions.save_unsent(fields=text("Прва."), **common)
    actions.save_unsent(fields=text("Друга картица."), **common)

    with pytest.raises(Conflict) as raised:
        actions.send_comment(fields=text("Стара прва."), revision=first.revision, **common)
    sent = actions.send_comment(fields=text("Друга картица."), revision=first.revision, **common)

    assert (raised.value.theirs.words, raised.value.yours.words) == ("Друга картица.", "Стара прва.")
    assert sent.words == "Друга картица."
