"""Words as WordprocessingML runs: language, weight, links, states. All words pass through `escape` here."""

from __future__ import annotations

from html import escape

from seko.foundation.rendering.palette import SYMBOLS, TONES
from seko.foundation.rendering.report import Inline, Lang, Mark, Text

WORD_LANG: dict[Lang, str] = {"sr-Cyrl": "sr-Cyrl-RS", "sr-Latn": "sr-Latn-RS", "en": "en-GB"}
_SANS = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>'
_SYMBOL = '<w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol" w:eastAsia="Segoe UI Symbol"/>'


def attribute(words: str) -> str:
    """Return words fit for an attribute's value, on one line."""
    return escape(" ".join(words.split()))


class Runs:
    """Writes runs for a document in one language; keeps the addresses that its links need in the package."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.links: dict[str, str] = {}

    def inline(self, inline: Inline) -> str:
        """Return the runs' XML."""
        return "".join([self._text(run) if isinstance(run, Text) else self._mark(run) for run in inline])

    def text(self, text: Text, properties: str = "") -> str:
        """Return one run's XML; `properties` stand before the language, in the schema's order."""
        if text.lang != self.lang:
            properties += f'<w:lang w:val="{WORD_LANG[text.lang]}"/>'
        return run(text.words, properties)

    def _text(self, text: Text) -> str:
        properties = ""
        if text.href:
            properties += '<w:rStyle w:val="Hyperlink"/>'
        if text.strong:
            properties += "<w:b/><w:bCs/>"
        if text.emphasis:
            properties += "<w:i/><w:iCs/>"
        words = self.text(text, properties)
        if not text.href:
            return words
        link = self.links.setdefault(text.href, f"link{len(self.links) + 1}")
        return f'<w:hyperlink r:id="{link}">{words}</w:hyperlink>'

    def _mark(self, mark: Mark) -> str:
        look = f'<w:b/><w:bCs/><w:color w:val="{TONES[mark.tone][1:].upper()}"/>'
        plain_look = look.removeprefix("<w:b/><w:bCs/>")
        return run(SYMBOLS[mark.shape] + "\u00a0", _SYMBOL + plain_look) + self.text(mark.word, _SANS + look)


def run(words: str, properties: str = "") -> str:
    """Return one run of words with its properties; a line end becomes a break, a tab a tab."""
    start = f"<w:r><w:rPr>{properties}</w:rPr>" if properties else "<w:r>"
    body = escape(words, quote=False)
    if "\n" in body or "\t" in body:
        body = body.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        body = body.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'{start}<w:t xml:space="preserve">{body}</w:t></w:r>'


def paragraph(style: str, runs: str, properties: str = "") -> str:
    """Return a paragraph in a style; `properties` follow the style in the schema's order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'
