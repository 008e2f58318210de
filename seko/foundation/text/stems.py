"""The key of a text for searching: stems of its words, the same across scripts, diacritics and grammatical cases."""

from __future__ import annotations

import re
import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol

import snowballstemmer

from seko.foundation.text.folding import fold, unify_look_alikes
from seko.foundation.text.letters import INVISIBLE, MARK_CLASS, word_set
from seko.foundation.text.scripts import to_latin

# Soft hyphens and combining accents belong to the word they stand in, so that spans fit the text as it was typed.
_WORD: Final = re.compile(rf"[\w{INVISIBLE.pattern[1:-1]}{MARK_CLASS}]+")
_NO_LETTER: Final = re.compile(r"[\W_]+")
MAX_TERMS: Final = 20
"""How many words and phrases of one query are looked for; more would only slow the search."""
LONGEST_WORD: Final = 64
"""Code points of a word that count: a pasted run of 20,000 letters must not fill the memory of stems."""

FUNCTION_WORDS: Final = word_set(
    "a ali bez bi biti da do ga i ih iz ili im ima je jer joj k ka kao ko koja koje koji kojim kojima kojeg koju kod"
    " kroz li me mi mu na nad ne ni nije nisu o od on ona oni po pod pre pri s sa se su sto sta ta te ti to taj tog tom"
    " u uz va ve vec za and are as at be by for from has in is it of on or that the this to was were will with"
)
"""Folded words that say nothing of what a text is about; alone they are neither searched for nor likened."""

# What the stemmer parts and the reader does not: the cases of one word in which it takes off one ending too many or too
# few. Applied in this order to the bare stem; each needs enough letters before it to be an ending.
_LEVELLING: Final = tuple(
    (re.compile(rf"(?<=\w{{{before}}}){ending}$"), put)
    for before, ending, put in (
        (3, "en", ""),  # prihvaćen, without diacritics "prihvac"
        (3, "log", "l"),  # predlog: "predl", predloga: "predlog"
        (3, "ost", ""),  # vrednost: "vredn", vrednosti: "vrednost"
        (2, "asc", "ast"),  # oblašću, oblasti
        (3, "stav", "stv"),  # ministarstava, ministarstvo
        (2, "nak", "nk"),  # sastanak, sastanka
        (3, "atk", "k"),  # zadatka, zadaci
        (3, "ac", "c"),  # potrošača, potrošač
        (3, "[oe]v", ""),  # rokovi, rok
        (3, "[aeio]", ""),  # ciljem: "cile"
        (3, "j", ""),  # izveštaj, izveštaju: "izvešta"
        (3, "[aeio]", ""),
        (3, "c", "k"),  # sastanci, sastanka; odluci, odluka
    )
)


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's own name


class _Stemmers(threading.local):
    """A stemmer of its own for each thread: it keeps the word it works on in itself."""

    def __init__(self) -> None:
        self.serbian: _Stemmer = snowballstemmer.stemmer("serbian")


_STEMMERS: Final = _Stemmers()


@lru_cache(maxsize=100_000)
def stem_of(word: str) -> str:
    """The stem of one word as it stands in a text: bare lower case Latin letters and figures; empty if it has none.

    Stem first, then đ and dj as d, then no diacritics (ecosystem.md, spike 6), then what the stemmer leaves apart.
    """
    plain = unicodedata.normalize("NFC", INVISIBLE.sub("", word))
    latin = to_latin(unicodedata.normalize("NFKC", unify_look_alikes(plain)).casefold())
    stem = _NO_LETTER.sub("", fold(_STEMMERS.serbian.stemWord(latin)))
    for ending, put in _LEVELLING:
        stem = ending.sub(put, stem)
    return stem


def _words(text: str) -> list[str]:
    return [word[:LONGEST_WORD] for word in _WORD.findall(text.replace("_", " "))]


def words_with_spans(text: str) -> list[tuple[str, int, int]]:
    """Each word's stem with its span (code points) in the text as given; words without a stem are left out."""
    words = _WORD.finditer(text.replace("_", " "))
    return [(stem, m.start(), m.end()) for m in words if (stem := stem_of(m.group()[:LONGEST_WORD]))]


def stem_key(text: str) -> str:
    """The stems of all words of a text in order, parted by single spaces: what is indexed and what is looked for.

    The same for both scripts, with and without diacritics, in most grammatical cases; figures stay ("2018").
    """
    return " ".join(filter(None, map(stem_of, _words(text))))


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """What a query asks for, as stems: single words, and phrases whose words stand side by side. All must be found."""

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases)


_QUOTED: Final = re.compile('["„“”«»]([^"„“”«»]*)["„“”«»]')


def search_terms(query: str) -> SearchTerms:
    """What a person typed into the search box, as stems of letters and figures only: no sign of it can be an operator.

    Words in quotation marks („…“, “…”, "…", «…») are a phrase; an unclosed quote is just a sign. Function words and
    single letters are left out of the words, unless the query has nothing else. Each term once, at most MAX_TERMS.
    """
    phrases: dict[tuple[str, ...], None] = {}
    words: dict[str, None] = {}
    for quoted in _QUOTED.findall(query):
        stems = tuple(stem_key(quoted).split())
        if len(stems) > 1:
            phrases[stems[:MAX_TERMS]] = None
        else:
            words.update(dict.fromkeys(stems))
    loose = [word for word in _words(_QUOTED.sub(" ", query)) if stem_of(word)]
    telling = [word for word in loose if is_telling(word)]
    words.update(dict.fromkeys(stem_of(word) for word in (telling or ([] if phrases or words else loose))))
    return SearchTerms(tuple(words)[:MAX_TERMS], tuple(phrases)[:MAX_TERMS])


@lru_cache(maxsize=100_000)
def is_telling(word: str) -> bool:
    """Whether a word says what a text is about: no function word, no single letter; figures always do."""
    folded = fold(word[:LONGEST_WORD])
    return folded.isdigit() or (len(folded) > 1 and folded not in FUNCTION_WORDS)
