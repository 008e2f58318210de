"""Which language tag a piece of text gets in HTML, and a small guess between English and Serbian in Latin letters."""

from __future__ import annotations

import re
from typing import Final, Literal

from seko.foundation.text.letters import word_set
from seko.foundation.text.scripts import letter_counts

Language = Literal["sr", "sr-latn", "en"]
"""The language forms of the interface: Serbian Cyrillic, Serbian Latin, English."""

LangTag = Literal["sr-Cyrl", "sr-Latn", "en"]
"""The tags of HTML (BCP 47, WCAG 3.1.1 and 3.1.2)."""

_TAGS: Final[dict[str, LangTag]] = {"sr": "sr-Cyrl", "sr-latn": "sr-Latn", "en": "en"}
_WORD: Final = re.compile(r"[^\W\d_]+")
_SERBIAN_LETTER: Final = re.compile("[čćšžđ]")
_SERBIAN_WORDS: Final = word_set(
    "je su se da ne na za od iz ili ako ali kao koji koja koje koju kojim kojima kod bez po pri prema nije nisu nema"
    " ima bi biti bude treba sa oko ka sto te ta taj ovaj ova ovo sve svi samo jer pre posle kroz preko tako u o"
)
# Not in the list because Serbian has the same words: a, do, on, to, no, more.
_ENGLISH_WORDS: Final = word_set(
    "the of and in is are was were for with by from that this which not be been has have had will shall should would"
    " may can must an as at or if it its their they we our than there these those between into only but"
)


def html_lang(language: str) -> LangTag:
    """The tag of a whole page in one of the interface's language forms; KeyError for any other code."""
    return _TAGS[language.lower()]


def lang_of(text: str, page_language: str) -> LangTag:
    """The tag of a piece of text as it is shown: `sr-Cyrl`, `sr-Latn` or `en`; the page's own where nothing tells.

    Script decides first (more Cyrillic than Latin letters is Serbian Cyrillic). Latin text is English or Serbian by its
    function words and by č ć š ž đ. Limits: a Latin text without any of these (a title of two nouns, a name) counts as
    English only on an English page and as Serbian elsewhere; other languages are not known (a Croatian text counts as
    Serbian, a German one as the page's).
    """
    counts = letter_counts(text)
    if not any(counts):
        return html_lang(page_language)
    if counts.cyrillic > counts.latin:
        return "sr-Cyrl"
    verdict = _serbian_less_english(text)
    if verdict:
        return "sr-Latn" if verdict > 0 else "en"
    return "en" if html_lang(page_language) == "en" else "sr-Latn"


def _serbian_less_english(text: str) -> int:
    """How many words speak for Serbian, less those that speak for English."""
    balance = 0
    for written in _WORD.findall(text):
        word = written.lower()
        # "i" is Serbian for "and"; the capital "I" is English, or a numeral.
        if word in _SERBIAN_WORDS or written == "i" or _SERBIAN_LETTER.search(word):
            balance += 1
        elif word in _ENGLISH_WORDS:
            balance -= 1
    return balance
