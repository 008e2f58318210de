"""The steps that a browser takes: pages and sending, ours and the limit view in turn over one open connection each."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from statistics import median
from urllib.parse import quote, urlencode
from uuid import uuid4

from django.db.models import F
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from seko.dialogue.consultations.models import Consultation
from tools.bench import data
from tools.bench.client import Answer, Browser
from tools.bench.figures import Figures, Times, rounds_in_time

TOKEN = "b" * 32
TOUCHED_EVERY = 10  # of so many readers one comes after something has changed
WARMING, WARMING_LONG = 8, 2  # connections: enough that both workers have drawn what they keep
SEARCHED = "вода"
Ask = Callable[[Browser], Answer]


@dataclass(frozen=True, slots=True)
class Site:
    """Where the pages are asked for, and over what."""

    port: int
    ground: data.Ground
    database: str
    comments: int

    def figures(self, step: str, times: Times, counted: Answer | None, **more: object) -> Figures:
        """Return a step's figures; `counted` is the answer whose statements and bytes are told."""
        return Figures(
            step,
            self.database,
            self.comments,
            times.p50,
            times.p95,
            times.limit_p50,
            counted.queries if counted else None,
            len(counted.body) if counted else None,
            len(counted.content) if counted else None,
            **more,  # type: ignore[arg-type]
        )


def address(name: str, *arguments: str) -> str:
    """Return the Cyrillic page of that name, or nothing where there is none."""
    with override("sr"):
        try:
            return reverse(name, args=arguments)
        except NoReverseMatch:
            return ""


def touch() -> None:
    """Change something that the pages show, as an answer or a comment does."""
    Consultation.objects.filter(code=data.ANSWERED).update(public_stamp=F("public_stamp") + 1)


def in_turn(
    site: Site,
    ours: Ask,
    limit: Ask | None,
    rounds: int,
    *,
    before: Callable[[int], None] = lambda _rank: None,
    warming: int = WARMING,
) -> Times:
    """Ask ours and the limit in turn, after both workers are warm."""
    for _ in range(warming):
        browser = Browser(site.port)
        ours(browser)
        browser.close()
    first, second = Browser(site.port), Browser(site.port)
    for ask, browser in ((ours, first), (limit, second)):
        if ask is not None:
            ask(browser)
    times = Times()
    for rank in rounds_in_time(rounds):
        before(rank)
        times.ours.append(ours(first).ms)
        if limit:
            times.limit.append(limit(second).ms)
    first.close()
    second.close()
    return times


def _counted(site: Site, ours: Callable[[Browser, Mapping[str, str]], Answer], *, warm: str = "") -> Answer:
    """Ask once more and have the statements counted; `warm` is a page after which what pages share is known."""
    browser = Browser(site.port)
    if warm:
        browser.ask(warm)
    answer = ours(browser, {"X-Count-Queries": "1"})
    browser.close()
    return answer


def _page(path: str, headers: Mapping[str, str] | None = None) -> Callable[..., Answer]:
    def ask(browser: Browser, more: Mapping[str, str] | None = None) -> Answer:
        return browser.ask(path, headers={**(headers or {}), **(more or {})})

    return ask


def _drawn_anew(times: Times) -> str:
    """Return what the readers waited who came after a change: the others were given the page kept since then."""
    spent, limit = median(times.ours[::TOUCHED_EVERY]), times.limit_p50
    return f"drawn anew {spent:.0f} ms" + (f", {spent / limit:.1f}x" if limit else "")


def reading_page(site: Site, rounds: int) -> Figures:
    """The whole draft to somebody who is not signed in; every tenth reader comes after a change, the others are given
    the page kept since then. The table tells both.
    """
    ours = _page(address("reading", data.ANSWERED))
    times = in_turn(
        site,
        ours,
        _page(f"/limit/{data.ANSWERED}/document"),
        rounds,
        before=lambda rank: touch() if rank % TOUCHED_EVERY == 0 else None,
    )
    touch()
    return site.figures("reading_page", times, _counted(site, ours), note=_drawn_anew(times))


def reading_page_unchanged(site: Site, rounds: int) -> Figures:
    """The same to a browser that has it already: it asks whether it has changed."""
    path = address("reading", data.ANSWERED)
    browser = Browser(site.port)
    tag = browser.ask(path).headers.get("etag", "")
    browser.close()
    expected = 304 if tag else 200

    def ours(browser: Browser, more: Mapping[str, str] | None = None) -> Answer:
        condition = {"If-None-Match": tag} if tag else {}
        return browser.ask(path, expected=expected, headers={**condition, **(more or {})})

    times = in_turn(site, ours, _page(f"/limit/{data.ANSWERED}/document"), rounds)
    return site.figures("reading_page_unchanged", times, _counted(site, ours), note="" if tag else "not conditional")


def first_comments(site: Site, rounds: int) -> Figures:
    """The whole thread of a crowded passage, as the page fetches it; its statements are those of one drawn anew."""
    path = f"{address('reading', data.ANSWERED)}?p={site.ground.crowded}&all=1"
    fragment = {"HX-Request": "true"}
    times = in_turn(
        site,
        _page(path, fragment),
        _page(f"/limit/{data.ANSWERED}/first"),
        rounds,
        before=lambda rank: touch() if rank % TOUCHED_EVERY == 0 else None,
    )
    counted = _counted(site, _page(f"{path}&drawn=anew", fragment), warm=path)
    return site.figures("first_comments", times, counted, note=_drawn_anew(times))


def all_comments_html(site: Site, rounds: int) -> Figures | None:
    """Every comment on one page."""
    path = address("comments", data.ANSWERED)
    if not path:
        return None
    ours = _page(f"{path}?all=1")
    times = in_turn(site, ours, _page(f"/limit/{data.ANSWERED}/all"), rounds, warming=WARMING_LONG)
    return site.figures("all_comments_html", times, _counted(site, ours))


def all_comments_json(site: Site, rounds: int) -> Figures | None:
    """Every comment as open data."""
    path = address("comments", data.ANSWERED)
    if not path:
        return None
    ours = _page(f"{path}?format=json")
    times = in_turn(site, ours, _page(f"/limit/{data.ANSWERED}/json"), rounds, warming=WARMING_LONG)
    return site.figures("all_comments_json", times, _counted(site, ours))


def search(site: Site, rounds: int) -> Figures | None:
    """The first results of one word over everything."""
    path = address("search")
    if not path:
        return None
    words = quote(SEARCHED)
    ours = _page(f"{path}?q={words}")
    times = in_turn(site, ours, _page(f"/limit/{data.ANSWERED}/found?q=vod"), rounds)
    return site.figures("search", times, _counted(site, ours))


FOUND = "удружења"
"""A word of very many names, in another case than they have it."""


def _register(site: Site, step: str, path: str, rounds: int) -> Figures:
    """A page of who is who; no limit view: it is told how much longer it takes with a hundred times as many."""
    ours = _page(path)
    times = in_turn(site, ours, None, rounds)
    return site.figures(step, times, _counted(site, ours), note=f"{data.organisations()} organisations")


def directory(site: Site, rounds: int) -> Figures:
    """The first page of the directory of organisations."""
    return _register(site, "directory", address("organisations"), rounds)


def directory_search(site: Site, rounds: int) -> Figures:
    """The first organisations whose name holds a word that very many hold."""
    return _register(site, "directory_search", f"{address('organisations')}?q={quote(FOUND)}", rounds)


def organisation_page(site: Site, rounds: int) -> Figures:
    """The page of one organisation."""
    return _register(site, "organisation_page", address("organisation", data.KNOWN), rounds)


class Sending:
    """Sends comments of different people, each once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._path = address("comment-send", data.OPEN)
        self._numbers = count()
        self._wording = data.Wording(data.SEED - 1)
        self._texts = [self._wording.text(data.COMMENT_LETTERS) for _ in range(40)]

    def ours(self, browser: Browser, more: Mapping[str, str] | None = None, *, by: int = 0) -> Answer:
        """Send the form as the page sends it; the answer leads to the receipt."""
        number = next(self._numbers)
        sender = self._site.ground.senders[by % len(self._site.ground.senders)]
        form = {
            "csrfmiddlewaretoken": TOKEN,
            "unsent": str(uuid4()),
            "at": self._site.ground.places[number * 7 % len(self._site.ground.places)],
            "words": f"{self._texts[number % len(self._texts)]} {number}",
            "seko": sender.seko,
        }
        headers = {"Cookie": f"sessionid={sender.cookie}; csrftoken={TOKEN}", **(more or {})}
        return browser.ask(self._path, expected=302, body=urlencode(form).encode(), headers=headers)

    def limit(self, browser: Browser, _more: object = None, *, by: int = 0) -> Answer:
        """Send to the limit view."""
        number = next(self._numbers)
        form = {"words": self._texts[number % len(self._texts)], "passage": str(self._site.ground.passage)}
        return browser.ask(f"/limit/{data.LIMIT}/send", expected=302, body=urlencode(form).encode())


def send_comment(site: Site, rounds: int) -> Figures:
    """One person sends a comment."""
    sending = Sending(site)
    times = in_turn(site, sending.ours, sending.limit, rounds)
    return site.figures("send_comment", times, _counted(site, sending.ours))


CLIENTS = 8


def send_8_clients(site: Site, rounds: int) -> Figures:
    """Eight people send at once, each one after another: milliseconds and sends a second over all of them."""
    sending = Sending(site)
    times, waits = Times(), Times()
    _at_once(site, sending.ours, 1)
    _at_once(site, sending.limit, 1)
    for _ in rounds_in_time(3):
        spent, single = _at_once(site, sending.ours, rounds)
        times.ours.append(spent)
        waits.ours += single
        times.limit.append(_at_once(site, sending.limit, rounds)[0])
    figures = site.figures("send_8_clients", times, None)
    figures.ours_p95_ms = waits.p95
    figures.rate = 1000 / figures.ours_ms
    figures.limit_rate = 1000 / figures.limit_ms if figures.limit_ms else None
    return figures


def _at_once(site: Site, send: Callable[..., Answer], each: int) -> tuple[float, list[float]]:
    """Return the milliseconds per send over all clients, and how long each waited. A failure of one is raised."""
    browsers = [Browser(site.port) for _ in range(CLIENTS)]
    waits: list[float] = []
    failures: list[BaseException] = []

    def work(rank: int) -> None:
        try:
            waits.extend(send(browsers[rank], by=rank).ms for _ in range(each))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(rank,)) for rank in range(CLIENTS)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = (time.perf_counter() - started) * 1000 / (CLIENTS * each)
    for browser in browsers:
        browser.close()
    if failures:
        raise failures[0]
    return spent, waits
