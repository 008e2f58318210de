"""The page on which a deed on comments gets its words: what is done, to which comments, into what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from seko.actors.mechanism.models import Seko
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import number_of, value_in
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.presenters.addresses import Address, joined
from seko.dialogue.positions.presenters.board import OPTION, Target
from seko.dialogue.positions.presenters.head import below_board
from seko.dialogue.positions.presenters.texts import author_of
from seko.dialogue.positions.queries import proposal_of
from seko.drafts.documents.model.anchors import from_json
from seko.foundation.design import spoken
from seko.foundation.design.parts import Crumb, Said

WITH_TARGET = ("write", "propose-merge")


@dataclass(frozen=True, slots=True)
class Handling:
    """The page of one deed; `kept` is the name under which the browser keeps what is being typed."""

    crumbs: tuple[Crumb, ...]
    title: str
    note: str
    button: str
    address: Address
    deed: str
    numbers: str
    comments: tuple[Said, ...]
    targets: tuple[Target, ...]
    initial: dict[str, str]
    kept: str


def handling_of(
    consultation: Consultation, seko: Seko, address: Address, deed: str, comments: Sequence[Comment]
) -> Handling:
    """Return the page of a deed on these comments."""
    title, note, button = _words(deed)
    numbers = joined(comment.number for comment in comments)
    initial = {"wording": comments[0].words, "proposed_wording": proposal_of(comments[0])} if deed == "reword" else {}
    return Handling(
        crumbs=below_board(consultation, address, title),
        title=title,
        note=note,
        button=button,
        address=address,
        deed=deed,
        numbers=numbers,
        comments=tuple(said(comment) for comment in comments),
        targets=targets_of(consultation, seko) if deed in WITH_TARGET else (),
        initial=initial,
        kept=f"board:{address.code}:{address.seko}:{deed}:{numbers}",
    )


def said(comment: Comment) -> Said:
    """Return a comment as it stands beside what is made of it: the original words with their author."""
    quote = from_json(comment.anchor).selected
    return Said(
        author_of(comment),
        spoken.day(comment.sent_at, year=False),
        comment.words,
        f"#c-{comment.number}",
        quote=spoken.beginning(quote, 160),
        proposal=comment.proposed_wording,
        value=value_in(comment.consultation.version, comment.proposed_value, comment.anchor),
        age=number_of(comment),
    )


def targets_of(consultation: Consultation, seko: Seko) -> tuple[Target, ...]:
    """Return the consolidated comments into which comments can be merged, in the order of the text."""
    rows = Point.objects.filter(position__consultation=consultation, position__seko=seko, withdrawn_at__isnull=True)
    return tuple(
        Target(
            point.number,
            _("no. %(number)s") % {"number": point.number} + f": {spoken.beginning(point.wording, OPTION)}",
        )
        for point in rows.order_by("passage_order", "number")
    )


def _words(deed: str) -> tuple[str, str, str]:
    """Return the title, the sentence under it and the button of a deed."""
    stays = _("The original comments stay beside it, with their authors.")
    proposed = _("The lead organisation decides; nothing changes until it takes your proposal.")
    words = {
        "write": (_("Merge with a wording"), stays, _("Merge")),
        "reword": (_("Reword a comment"), stays, _("Save the wording")),
        "aside": (
            _("Not taken into the common position"),
            _("Each author is told the reason and can dissent."),
            _("Do not take in"),
        ),
        "propose-carry": (_("Propose to take over"), proposed, _("Propose")),
        "propose-merge": (_("Propose to merge"), proposed, _("Propose")),
        "propose-aside": (_("Propose to leave out"), proposed, _("Propose")),
    }
    return words[deed]
