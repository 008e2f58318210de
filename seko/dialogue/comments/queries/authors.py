"""Who wrote a comment, for whoever reads it: the organisation, or only "member of the network"."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Organisation
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries.reading import own


def knows_author(actor: Actor) -> Q:
    """Return the condition of comments whose organisation the actor may know: all but those under a network's name,
    of these the own ones and, for its lead's coordination, the network's.
    """
    led = [seko_id for seko_id in actor.sekos() if actor.leads(seko_id)]
    return Q(under_network_name=False) | own(actor) | Q(seko_id__in=led)


def shown_author(comment: Comment) -> str:
    """Return who wrote a comment, as everybody may read it."""
    return comment.organisation_name or _("An individual")


def true_names(comments: Iterable[Comment], actor: Actor) -> dict[UUID, str]:
    """Return the organisation's name by comment, for those sent under a network's name whose author the actor may know;
    one query where there is any, else none.
    """
    known = {
        comment.pk: comment.organisation_id
        for comment in comments
        if comment.under_network_name
        and (actor.leads(comment.seko_id or 0) or str(comment.organisation_id) == actor.organisation_id)
    }
    names = Organisation.objects.in_bulk(set(known.values())) if known else {}
    return {pk: names[organisation_id].name for pk, organisation_id in known.items()}


def with_true_name(comment: Comment, actor: Actor) -> str:
    """Return who wrote one comment, its organisation added for those who may know it."""
    return known_only_here(shown_author(comment), true_names([comment], actor).get(comment.pk, ""))


def known_only_here(shown: str, name: str) -> str:
    """Return the shown name, with the organisation's own where there is one that the reader may know."""
    return f"{shown} – {name}" if name else shown
