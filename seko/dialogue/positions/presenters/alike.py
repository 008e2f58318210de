"""Comments that say the same, in whatever script: found among the undecided ones, shown side by side."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from seko.dialogue.positions.presenters.addresses import joined as numbers_joined
from seko.dialogue.positions.presenters.texts import ALIKE, marked
from seko.dialogue.positions.queries import BoardComment
from seko.foundation.text.letters import CYRILLIC, LATIN
from seko.foundation.text.likeness import clusters, likeness, matching_spans

SIDE_BY_SIDE = 6


@dataclass(frozen=True, slots=True)
class AlikeGroup:
    """Comments alike, in the order of the text: the first ones side by side, the rest under a fold.

    `numbers` is what the buttons send; `words` are the comments' words with the matching phrases marked.
    """

    key: str
    numbers: str
    count: int
    about: str
    take_word: str
    first: tuple[BoardComment, ...]
    rest: tuple[BoardComment, ...]
    words: dict[int, SafeString]


def groups_of(comments: Sequence[BoardComment], dismissed: Collection[str]) -> list[AlikeGroup]:
    """Return the groups of undecided comments that are alike, without those the person called not alike."""
    texts = [each.comment.words for each in comments]
    found = [[comments[place] for place in group] for group in clusters(texts)]
    return [_group(group) for group in found if key_of(group) not in dismissed]


def key_of(group: Sequence[BoardComment]) -> str:
    """Return the name of a group: the numbers of its comments."""
    return numbers_joined(sorted(each.comment.number for each in group))


def _group(group: Sequence[BoardComment]) -> AlikeGroup:
    first, second, *others = group
    spans = matching_spans(first.comment.words, second.comment.words)
    words = {
        first.comment.number: marked(first.comment.words, spans[0], ALIKE),
        second.comment.number: marked(second.comment.words, spans[1], ALIKE),
    }
    for each in others:
        own = matching_spans(first.comment.words, each.comment.words)[1]
        words[each.comment.number] = marked(each.comment.words, own, ALIKE)
    count = len(group)
    take = _("Take both") if count == 2 else _("Take all (%(count)s)") % {"count": count}
    return AlikeGroup(
        key=f"alike-{first.comment.number}",
        numbers=key_of(group),
        count=count,
        about=_about(group),
        take_word=take,
        first=tuple(group[:SIDE_BY_SIDE]),
        rest=tuple(group[SIDE_BY_SIDE:]),
        words=words,
    )


def _about(group: Sequence[BoardComment]) -> str:
    first = group[0].comment.words
    least = min(likeness(first, each.comment.words) for each in group[1:])
    words = _("likeness %(percent)s%%") % {"percent": round(least * 100)}
    if len(group) > 2:
        words = _("%(count)s comments, likeness at least %(percent)s%%") % {
            "count": len(group),
            "percent": round(least * 100),
        }
    scripts = {_script(each.comment.words) for each in group}
    return _("%(words)s, different script") % {"words": words} if len(scripts) > 1 else words


def _script(words: str) -> bool:
    return len(CYRILLIC.findall(words)) > len(LATIN.findall(words))
