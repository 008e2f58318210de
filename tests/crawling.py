"""Going through the site as a person would: from page to page along its links, under a role of the demonstration."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urldefrag, urlsplit

from django.test import Client
from django.urls import resolve, reverse
from django.utils import translation

from seko.demo.roles import offered

PUBLIC = "public"
ROLES = (PUBLIC, "member", "lead", "partner", "ministry", "officer", "observer", "auditor", "administrator")
LINK = re.compile(r'<a\b[^>]*?\shref="([^"#][^"]*)"')
# How many pages of one kind are visited: their links differ by what they show.
OF_A_KIND = 3


@dataclass(frozen=True, slots=True)
class Visited:
    """One page as it was found: its kind (the URL's name), address, status, and the page that led there."""

    kind: str
    address: str
    status: int
    came_from: str


def client_as(role: str, language: str = "sr") -> Client:
    """Return a browser signed in as the first person that the demonstration offers in the role."""
    client = Client(headers={"accept-language": language})
    if role == PUBLIC:
        return client
    group = offered()[ROLES.index(role) - 1]
    with translation.override(language):
        client.post(reverse("become"), {"mandate": group.choices[0].mandate})
    return client


def walk(client: Client, start: str, *, of_a_kind: int = OF_A_KIND) -> Iterator[Visited]:
    """Yield the pages that are reached from `start`, breadth first, at most so many of each kind; files count too."""
    seen, count = {start}, dict[str, int]()
    todo = deque([(start, "")])
    prefix = "/" + start.split("/")[1] + "/"
    while todo:
        address, came_from = todo.popleft()
        with translation.override(prefix.strip("/")):
            kind = resolve(urlsplit(address).path).url_name or ""
        if count.get(kind, 0) >= of_a_kind:
            continue
        count[kind] = count.get(kind, 0) + 1
        response = client.get(address, follow=True)
        yield Visited(kind, address, response.status_code, came_from)
        if response.status_code != 200 or "html" not in response.headers.get("Content-Type", ""):
            if response.streaming:  # read to its end, a file is closed
                response.getvalue()
            continue
        at = response.request["PATH_INFO"]  # where redirects led
        for link in LINK.findall(response.content.decode()):
            target = _inside(urldefrag(unescape(link)).url, at)
            if target and target.startswith(prefix) and target not in seen:
                seen.add(target)
                todo.append((target, address))


def _inside(link: str, address: str) -> str:
    """Return a link of this site as a path with its query; nothing for one that leads elsewhere."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return ""
    if link.startswith("?"):
        return urlsplit(address).path + link
    return link if link.startswith("/") else ""
