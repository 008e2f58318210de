"""What is looked at on every page, and how a fault is said."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, cast
from weakref import WeakKeyDictionary

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request

from tools.translations import foreign_words

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# axe would fetch the style sheets again to read them; the browser has read them already.
AXE_OPTIONS = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"], "preload": False}
AXE = Axe()

COLLECT_VIOLATIONS = """
addEventListener("securitypolicyviolation", event => {
  const kept = JSON.parse(sessionStorage.getItem("violations") || "[]");
  kept.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile || ""}`);
  sessionStorage.setItem("violations", JSON.stringify(kept));
});
"""
READ_VIOLATIONS = (
    "() => { try { return JSON.parse(sessionStorage.getItem('violations') || '[]') } catch { return [] } }"
)
FACTS = "() => [document.scrollingElement.scrollWidth, innerWidth, document.querySelectorAll('h1').length]"
# An option and the page's title hold bare text: nothing in them can carry a language of its own.
TEXTS = """() => {
  const said = [], language = element => element.closest("[lang]")?.getAttribute("lang") || "";
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement, words = walker.currentNode.textContent.trim();
    if (words && !parent.closest("script, style, template, noscript"))
      said.push([language(parent), words, !!parent.closest("code, kbd, samp, option, title, [translate=no]")]);
  }
  for (const element of document.querySelectorAll("[title], [alt], [aria-label], [placeholder]"))
    for (const name of ["title", "alt", "aria-label", "placeholder"])
      if (element.getAttribute(name)) said.push([language(element), element.getAttribute(name), false]);
  return said;
}"""


@dataclass
class Watch:
    """What a page did since it was opened: requests outside its origin, errors in its console."""

    origin: str
    javascript: bool
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @classmethod
    def over(cls, page: Page, origin: str, *, javascript: bool) -> None:
        """Watch the page from now on."""
        watch = _watches[page] = cls(origin, javascript)
        page.add_init_script(COLLECT_VIOLATIONS)
        page.on("request", watch._request)
        page.on("console", watch._console)
        page.on("pageerror", lambda error: watch.errors.append(f"script error: {error}"))

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:", "blob:", "about:")):
            self.outside.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.errors.append(f"console: {message.text}")


_watches: WeakKeyDictionary[Page, Watch] = WeakKeyDictionary()


def faults_of(page: Page, *, with_axe: bool = True) -> list[str]:
    """Return one line for each fault of the page as it stands now; an empty list is a good page."""
    watch = _watches[page]
    page.wait_for_load_state("load")  # after a click, the address changes before the page is there
    width, window, headings = cast("tuple[int, int, int]", page.evaluate(FACTS))
    faults = [f"asked outside the site: {url}" for url in watch.outside] + list(watch.errors)
    faults += [f"against the content security policy: {words}" for words in page.evaluate(READ_VIOLATIONS)]
    if width > window:
        faults.append(f"scrolls sideways: {width} px in a window of {window} px")
    if headings != 1:
        faults.append(f"has {headings} main headings")
    faults += _language_faults(page.evaluate(TEXTS))
    # axe waits for timers, which stand still where scripts are off; what it would look at is the same there.
    return faults + (_axe_faults(page) if with_axe and watch.javascript else [])


def _axe_faults(page: Page) -> list[str]:
    response: dict[str, Any] = AXE.run(page, options=AXE_OPTIONS).response
    return [
        f"axe {violation['id']} ({violation['impact']}): {violation['help']}: "
        + "; ".join(node["html"][:200] for node in violation["nodes"][:3])
        for violation in response["violations"]
    ]


# Codes of consultations, numbers of comments and signs of units keep their letters in every script.
NUMBER = re.compile(r"\b[A-Z0-9]{2,}(?:-[A-Z0-9]+)+\b")
UNITS = frozenset({"t", "m", "km", "ha", "kWh", "CO", "KB", "MB"})


def _foreign(words: str) -> list[str]:
    return [word for word in foreign_words(NUMBER.sub(" ", words)) if word not in UNITS]


def _language_faults(texts: list[tuple[str, str, bool]]) -> list[str]:
    """Return the pieces of text whose letters are not those of their `lang`."""
    faults = []
    for lang, words, is_sign in texts:
        has_cyrillic = any("\u0400" <= letter <= "\u04ff" for letter in words)
        if not lang:
            faults.append(f"no lang: {words[:80]}")
        elif has_cyrillic and lang not in ("sr-Cyrl", "mk", "ru", "bg", "uk") and not (is_sign and lang == "en"):
            faults.append(f"Cyrillic under lang={lang}: {words[:80]}")
        elif lang == "sr-Cyrl" and not is_sign and (foreign := _foreign(words)):
            faults.append(f"Latin under lang=sr-Cyrl: {', '.join(foreign[:5])}: {words[:80]}")
    return faults
