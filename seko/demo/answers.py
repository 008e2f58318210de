"""What leads and institutions write: wordings of consolidated comments, reasons, answers; what authors reply.

All of it is Serbian Cyrillic in the polite plural, for every type of comment, without a word on anybody's gender.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import Final

from seko.demo.comments import DemoComment
from seko.demo.phrases import load_phrases
from seko.demo.variants import number_of_variants, vary

KINDS: Final = ("factual", "indicator", "budget", "eligibility", "wording", "participation")
DISPOSITIONS: Final = ("accepted", "partly", "not-accepted", "noted", "outside")
VERDICTS: Final = ("satisfied", "acceptable", "objects")
_CHANGING: Final = ("accepted", "partly")
_MOST_GISTS: Final = 3


def point_wording(comments: Sequence[DemoComment]) -> str:
    """The wording under which the comments are put together: their matters, the most frequent first.

    A comment without a gist (an answer to a question) gives its own first sentence. Raises ValueError without comments.
    """
    if not comments:
        raise ValueError("a point needs a comment")
    matters = Counter(one.gist or first_sentence(one.text) for one in comments)
    ordered = sorted(matters, key=lambda matter: (-matters[matter], list(matters).index(matter)))
    return " ".join(ordered[:_MOST_GISTS])


def first_sentence(text: str) -> str:
    """A text up to its first full stop or question mark that is followed by a space."""
    for place in range(len(text) - 1):
        if text[place] in ".?" and text[place + 1] == " " and text[place + 2 : place + 3].isupper():
            return text[: place + 1]
    return text


def set_aside_reason(rng: Random, kind: str) -> str:
    """Why a lead does not take a comment of the kind into the common position."""
    return vary(rng.choice(_answers()[f"set-aside-{kind}"]), rng)


def answer(rng: Random, kind: str, disposition: str) -> tuple[str, str]:
    """The reason of an answer, and what will change in the text: "" unless something is accepted."""
    material = _answers()
    reason = " ".join(vary(rng.choice(material[f"{disposition}-{kind}-{part}"]), rng) for part in (1, 2))
    change = vary(rng.choice(material[f"change-{kind}"]), rng) if disposition in _CHANGING else ""
    return reason, change


def answer_to(rng: Random, comment: DemoComment, disposition: str) -> tuple[str, str]:
    """An answer that speaks of the comment's own matter where there is one written, else of its kind: see `answer`."""
    material = load_phrases("answers-to-issues")
    own = material.get(f"{comment.issue}:{disposition}")
    if not own:
        return answer(rng, comment.kind, disposition)
    change = material.get(f"{comment.issue}:change", ()) if disposition in _CHANGING else ()
    return vary(rng.choice(own), rng), vary(rng.choice(change), rng) if change else ""


def reply(rng: Random, verdict: str) -> str:
    """What the author says of an answer."""
    return vary(rng.choice(_answers()[f"reply-{verdict}"]), rng)


def variety(kind: str, disposition: str) -> int:
    """How many different reasons `answer` can give for the kind and the disposition."""
    first, second = (
        sum(number_of_variants(sentence) for sentence in _answers()[f"{disposition}-{kind}-{part}"]) for part in (1, 2)
    )
    return first * second


def _answers() -> dict[str, tuple[str, ...]]:
    return load_phrases("answers")
