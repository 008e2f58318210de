"""The frozen shapes that presenters hand to the components; a component reads nothing else.

Words of people are given as stored: the component shows them in the page's form and marks their script. Words of the
machine (labels, dates) are given ready.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from seko.foundation.design.charts import Bar
    from seko.foundation.design.states import State
    from seko.foundation.text.differences import Piece

    Words = str | _StrPromise


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way to this page; the last one, without an address, is the page itself."""

    label: Words
    url: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One date of a timetable. `is_hard` shows the lock; `when` is a ready phrase."""

    label: Words
    when: Words
    is_past: bool = False
    is_current: bool = False
    is_hard: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """One of two to four filters of a segment; `count` None shows no number."""

    label: Words
    url: str
    count: int | None = None
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is one deed: a task, a record, a search result.

    `chip` is a state with its own word in `chip_word` (or the state's word when empty).
    """

    title: Words
    url: str
    about: Words = ""
    date: Words = ""
    date_note: Words = ""
    is_hard: bool = False
    chip: State | None = None
    chip_word: Words = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One public number that opens its list; `number` is ready for reading."""

    number: str
    word: Words
    url: str = ""
    note: Words = ""
    state: State | None = None
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go on to."""

    label: Words
    url: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file beside somebody's words; `size` in bytes. `url` is empty while it is given to nobody, `note` says what is
    known of its harmlessness where it was not found clean.
    """

    name: str
    size: int
    url: str = ""
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Translated:
    """Somebody's words in another language, and the sentence that says whose translation it is."""

    words: str
    mark: Words


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One thing that happened to a comment: who, when, the words. `icon` stands where there is no state; `change` are
    words before and after; `deed` is what the reader can do about it.
    """

    heading: Words
    state: State | None = None
    icon: str = ""
    who: Words = ""
    when: Words = ""
    words: str = ""
    url: str = ""
    change: tuple[Piece, ...] = ()
    translated: Translated | None = None
    deed: Link | None = None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where a comment stands in another draft: what became of its words there, the draft's name, the link to it."""

    state: State
    name: Words
    url: str


@dataclass(frozen=True, slots=True)
class Said:
    """One comment: organisation, date with the address of its page, quoted words, words, what became of it.

    `proposal` is a wording, `value` the value of an indicator. `state_word` replaces the state's own word ("Past its
    term, 4 days"); `age` stands beside it.
    """

    organisation: str
    when: Words
    words: str
    url: str = ""
    kind: Words = ""
    quote: str = ""
    proposal: str = ""
    value: str = ""
    state: State | None = None
    state_word: Words = ""
    age: Words = ""
    chain: tuple[ChainLink, ...] = ()
    support_url: str = ""
    support_count: int = 0
    is_supported: bool = False
    attachment: Attached | None = None
    elsewhere: tuple[Elsewhere, ...] = ()


@dataclass(frozen=True, slots=True)
class Consent:
    """A partner's word on a consolidated comment."""

    name: str
    state: State
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Consolidated:
    """A consolidated comment: its number, words, sources and the partners' consent."""

    number: str
    words: str
    sources: tuple[Link, ...] = ()
    consents: tuple[Consent, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row of the outcomes' radio group; `digit` is the key that chooses it."""

    value: str
    state: State
    digit: int
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """One of two texts saved at once; `marked` is HTML, escaped already, with its differences in `<ins>`."""

    heading: Words
    when: str
    marked: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a contents list. `open` and `answered` None show a dash."""

    number: str
    title: str
    url: str
    open: int | None = None
    answered: int | None = None
    is_first_level: bool = False
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class BarWithKey:
    """A bar, the total that stands over it, and its key; `key` pairs the fill with number and word."""

    bar: Bar
    total: str = ""
    total_word: Words = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What one page says of another in a few words: heading, sentence, a bar with its key, the link to it."""

    heading: Words
    sentence: Words = ""
    bar: BarWithKey | None = None
    link: Link | None = None
