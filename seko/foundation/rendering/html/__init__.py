"""Reports as HTML: a fragment for a page that has its own stylesheet, and a file that stands alone."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from string import Template

from seko.foundation.rendering.arrangement import unfolded
from seko.foundation.rendering.html.blocks import Drawer
from seko.foundation.rendering.report import Report
from seko.foundation.rendering.settle import settle

MEDIA_TYPE = "text/html; charset=utf-8"
_HERE = Path(__file__).parent


def fragment(report: Report, *, title: bool = True) -> str:
    """Return the report as one `<article class="report">` without any inline style, script or handler.

    With `title` it begins with the page's `<h1>` and its sections are `<h2>` to `<h5>`; without it the page that takes
    it in has said the title. The classes are listed in `style.css`, where each has its rule.
    """
    return _article(settle(report), title)


def standalone(report: Report) -> bytes:
    """Return a whole HTML file that needs nothing beside it: the one place where a `<style>` is embedded."""
    report = settle(report)
    page = _shell().substitute(
        lang=report.lang, title=escape(report.title.words), style=_style(), article=_article(report, True)
    )
    return page.encode("utf-8")


def _article(report: Report, title: bool) -> str:
    drawer = Drawer(report)
    head = []
    if report.demonstration:
        head.append(f'<p class="report-demonstration">{drawer.inline(report.demonstration)}</p>')
    if title:
        subtitle = f'<p class="report-subtitle">{drawer.inline(report.subtitle)}</p>' if report.subtitle else ""
        head.append(f"<header><h1>{drawer.text(report.title)}</h1>{subtitle}</header>")
    head.append(drawer.facts(report.facts))
    body = [drawer.block(block) for block in unfolded(report)]
    foot = f'<footer class="report-footer"><p>{drawer.inline(report.footer)}</p></footer>' if report.footer else ""
    pieces = "\n".join(piece for piece in (drawer.shapes(), *head, *body, foot) if piece)
    return f'<article class="report" lang="{report.lang}">\n{pieces}\n</article>\n'


@cache
def _shell() -> Template:
    return Template((_HERE / "standalone.html").read_text(encoding="utf-8"))


@cache
def _style() -> str:
    return (_HERE / "style.css").read_text(encoding="utf-8")
