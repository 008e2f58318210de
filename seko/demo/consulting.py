"""The demonstration's consultations: prepared, opened, commented on through the real actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from seko.demo.cast import Cast
from seko.demo.comments import DemoComment
from seko.demo.networks import load_networks
from seko.demo.passages import DraftPassage
from seko.demo.register import CONTENT, read_json
from seko.dialogue.comments.actions import send_comment
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.actions import open_consultation, prepare_consultation
from seko.dialogue.consultations.models import Consultation, Question
from seko.dialogue.consultations.timetable import default_dissents_until, warnings
from seko.drafts.documents.models import Passage, Version
from seko.foundation.core.dates import end_of_day, is_working_day, local_date

# Every so many-th comment is published under its network's name.
UNNAMED = 61


def draft_passages_of(version: Version) -> tuple[DraftPassage, ...]:
    """Return the kept passages as the generator of comments reads them, each with its place as key."""
    rows = list(Passage.objects.filter(version=version).order_by("order"))
    headings = {row.place: row.text for row in rows if row.kind == "heading"}
    return tuple(DraftPassage(row.place, row.kind, row.text, (headings.get(row.section, ""),)) for row in rows)


def dates(opens: datetime, *, members: int, leads: int, answers: int, replies: int, report: int) -> dict[str, Any]:
    """Return the seven dates, in days after the opening, each on the next working day."""
    day = local_date(opens)

    def after(days: int) -> date:
        return next(each for each in (day + timedelta(days=days + more) for more in range(14)) if is_working_day(each))

    deadline = end_of_day(after(leads))
    return {
        "opens_at": opens,
        "members_on": after(members),
        "leads_deadline_at": deadline,
        "dissents_until_at": default_dissents_until(deadline),
        "answers_due_on": after(answers),
        "replies_until_at": end_of_day(after(replies)),
        "report_due_on": after(report),
    }


def open_on_draft(
    code: str, title: str, title_en: str, version: Version, timetable: dict[str, Any], cast: Cast
) -> Consultation:
    """Prepare and open a consultation on a draft, every warning about its dates weighed."""
    ministry = cast.ministry[0]
    now = timetable["opens_at"] - timedelta(hours=20)
    texts = {
        "title": title,
        "title_en": title_en,
        "summary": _text("summary.sr.txt"),
        "summary_en": _text("summary.en.txt"),
        "network_reads": True,
        **timetable,
    }
    consultation = prepare_consultation(
        code=code,
        version=version,
        fields=texts,
        sekos=cast.register.sekos.values(),
        questions=[(row["sr"], row["en"]) for row in read_json("consultation/questions.json")],
        by=ministry,
        now=now,
    )
    codes = [warning.code for warning in warnings(consultation, now)]
    return open_consultation(consultation, acknowledged=codes, by=ministry, now=now)


def _text(name: str) -> str:
    return Path(CONTENT / "consultation" / name).read_text(encoding="utf-8").strip()


def send_all(
    consultation: Consultation,
    written: Sequence[DemoComment],
    cast: Cast,
    rng: Random,
    *,
    until: datetime,
) -> dict[int, Comment]:
    """Send the comments in their order, spread from the opening until `until`, more of them towards the end.

    Returned by the number of the written comment.
    """
    keys = [row["key"] for row in read_json("consultation/questions.json")]
    questions = dict(zip(keys, consultation.questions.all(), strict=True))
    span = until - consultation.opens_at
    sent: dict[int, Comment] = {}
    for rank, each in enumerate(written):
        share = (rank + 1) / (len(written) + 1)
        when = consultation.opens_at + span * share**0.6
        actor = cast.voice(each.organisation)
        networks = cast.register.networks[each.organisation]
        sent[each.number] = send_comment(
            identifier=UUID(int=rng.getrandbits(128), version=4),
            consultation=consultation,
            fields=_fields(each, questions) | {"under_network_name": _is_unnamed(each)},
            by=actor,
            now=when,
            seko=cast.register.sekos[networks[0]],
        )
    return sent


def _is_unnamed(written: DemoComment) -> bool:
    """A comment here and there is published as "member of the network"; never one of a consortium."""
    in_a_consortium = {slug for network in load_networks() for slug in (network.lead, *network.partners)}
    return written.number % UNNAMED == 0 and written.organisation not in in_a_consortium


def _fields(written: DemoComment, questions: dict[str, Question]) -> dict[str, Any]:
    value = written.proposed_value
    return {
        "words": written.text,
        "kind": written.kind,
        "proposed_wording": written.proposed_wording,
        "proposed_value": {"value": value.value, "unit": value.unit, "year": str(value.year)} if value else {},
        "source": written.source,
        "anchor": _anchor(written),
        "question": questions.get(written.question),
    }


def _anchor(written: DemoComment) -> dict[str, Any]:
    if written.anchor == "words":
        segment = {
            "place": written.passage_key,
            "start": written.start,
            "end": written.start + len(written.quote),
            "exact": written.quote,
        }
        return {"kind": "words", "segments": [segment]}
    if written.anchor == "passage":
        return {"kind": "passage", "places": [written.passage_key]}
    if written.anchor == "missing":
        return {"kind": "missing", "after": written.passage_key}
    return {"kind": written.anchor}
