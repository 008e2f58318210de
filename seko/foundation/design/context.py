"""What every page's frame needs to know: language forms, navigation, who is signed in, the demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import gettext_lazy as _

from seko.foundation.core.languages import ENGLISH, HTML_LANG, SERBIAN, SERBIAN_LATIN, current
from seko.foundation.design.navigation import Place, entries

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.functional import _StrPromise

# The short labels are the same on every page, so that a reader finds their own script by its look.
LANGUAGE_LABELS = (
    (SERBIAN, "ћир", "Српски, ћирилица"),
    (SERBIAN_LATIN, "lat", "Srpski, latinica"),
    (ENGLISH, "EN", "English"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the frame. `name` is its URL name; a page may pass `section` to mark its entry as current."""

    url: str
    label: str | _StrPromise
    name: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in another language form. `title` is the form's own name, in its own language."""

    url: str
    label: str
    title: str
    lang: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class MandateChoice:
    """Another mandate the person may act under: for whom, in what capacity; `identifier` is what the form sends."""

    identifier: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Who:
    """The person and the mandate as the bar shows them; `must_choose` before anything is written."""

    person_id: str
    person_name: str
    organisation_name: str
    mandate_label: str
    choices: tuple[MandateChoice, ...]
    must_choose: bool = False


class Page:
    """The frame of one page; each part is worked out when the template asks for it, fragments ask for none."""

    brand: str | _StrPromise = _("SEKO")
    dir = "ltr"

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def language(self) -> str:
        """Return the language form's code: `sr`, `sr-latn`, `en`."""
        return current()

    @cached_property
    def lang(self) -> str:
        """Return the value of the `lang` attribute of the page."""
        return HTML_LANG[self.language]

    @property
    def is_demonstration(self) -> bool:
        """Return whether the strip says that everything here is made up."""
        return bool(settings.DEMONSTRATION)

    @property
    def font(self) -> str:
        """Return the address of the sans cut the page shows first; the serif and the rest load when met."""
        cut = "cyrillic" if self.language == SERBIAN else "latin"
        return static(f"design/fonts/sans-{cut}.woff2")

    @cached_property
    def languages(self) -> tuple[LanguageLink, ...]:
        """Return the three language forms of this very page, its query included."""
        here = self._request.get_full_path()
        return tuple(
            LanguageLink(translate_url(here, code), label, title, HTML_LANG[code], code == self.language)
            for code, label, title in LANGUAGE_LABELS
        )

    @property
    def navigation(self) -> tuple[Link, ...]:
        """Return the links of the bar that this person may follow."""
        return self._links(Place.MAIN)

    @property
    def person_links(self) -> tuple[Link, ...]:
        """Return the links of the person's menu."""
        return self._links(Place.PERSON)

    @property
    def foot_links(self) -> tuple[Link, ...]:
        """Return the links of the foot."""
        return self._links(Place.FOOT)

    @cached_property
    def who(self) -> Who | None:
        """Return who is signed in, or None; a request that no middleware gave an actor is nobody's."""
        actor: Any = getattr(self._request, "actor", None)
        if actor is None or getattr(actor, "is_anonymous", True):
            return None
        return Who(
            str(getattr(actor, "person_id", "")),
            str(getattr(actor, "person_name", "")),
            str(getattr(actor, "shown_organisation", "") or ""),
            str(getattr(actor, "mandate_label", "") or ""),
            tuple(MandateChoice(*map(str, choice)) for choice in getattr(actor, "mandate_choices", ())),
            not getattr(actor, "is_chosen", True),
        )

    @cached_property
    def home(self) -> str:
        """Return the address of the first page."""
        return _address("home") or "/"

    @cached_property
    def search(self) -> str:
        """Return the address of the search, or nothing while there is none."""
        return _address("search")

    @cached_property
    def sign_in(self) -> str:
        """Return the address of the sign-in page, or nothing while there is none."""
        return _address(settings.LOGIN_URL)

    @cached_property
    def mandate_choose(self) -> str:
        """Return the address that takes another mandate (`mandate` in a POST), or nothing while there is none."""
        return _address("mandate-choose")

    @cached_property
    def sign_out(self) -> str:
        """Return the address that ends the session, or nothing while there is none."""
        return _address("sign-out")

    def _links(self, place: Place) -> tuple[Link, ...]:
        chosen = [(entry, _address(entry.url_name)) for entry in entries(place) if self.who or not entry.needs_sign_in]
        path = self._request.path
        # The longest address that this page lies under is the current one; the first page lies under nothing else.
        under = [url for _entry, url in chosen if url and url != self.home and path.startswith(url)]
        here = max(under, key=len, default=path)
        return tuple(Link(url, entry.label, entry.url_name, url == here) for entry, url in chosen if url)


def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def page(request: HttpRequest) -> dict[str, Page]:
    """Give every template `page`, the frame's data."""
    return {"page": Page(request)}
