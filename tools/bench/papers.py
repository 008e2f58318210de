"""The step that writes the draft with all its comments as a Word file, beside the barest file that holds the same."""

from __future__ import annotations

from datetime import datetime

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Mandate
from seko.actors.organisations.queries import actor_for
from seko.dialogue.consultations.models import Consultation
from seko.foundation.core import clock
from seko.foundation.core.dates import local_date
from seko.outlets.papers.drafts import commented_draft
from seko.outlets.papers.queries import agreed_in, spoken_in
from tools.bench import data, limit
from tools.bench.figures import Figures, Times, rounds_in_time
from tools.bench.files import counting, timed
from tools.bench.pages import Site


def word_out(site: Site, rounds: int) -> Figures:
    """Read every comment with its answer as the ministry reads them, and write them at their words."""
    rows = Consultation.objects.select_related("version__published_copy")
    consultation, now = rows.get(code=data.ANSWERED), clock.read()
    by = _ministry(now)

    def draw() -> bytes:
        said, agreed = spoken_in(consultation, by, now), agreed_in(consultation, by, now)
        return commented_draft(consultation, said, agreed)

    content, queries = counting(draw)
    times = Times()
    for _ in rounds_in_time(rounds):
        times.ours.append(timed(draw)[1])
        times.limit.append(timed(lambda: limit.docx(data.ANSWERED))[1])
    figures = site.figures("word_out", times, None)
    figures.queries, figures.bytes = queries, len(content)
    return figures


def _ministry(now: datetime) -> Actor:
    mandate = Mandate.objects.filter(role="ministry-coordinator").select_related("person").order_by("pk")[0]
    return actor_for(mandate.person, local_date(now), str(mandate.pk))
