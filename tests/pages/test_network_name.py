"""Published as "member of the network": the organisation's name is known to its lead only (issue: people and mandates).

One whole consultation; then everybody reads every page and file that tells of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.actions import request_late, save_unsent, send_comment
from seko.dialogue.comments.actions.sending import receipt_hash
from seko.dialogue.comments.content import read
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.actions import conclude
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.actions import dissent, ensure_position, merge, set_aside, submit_position
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import live
from seko.dialogue.responses.actions import approve, assign, propose, reply, save_draft
from seko.dialogue.responses.enums import Verdict
from seko.drafts.documents.enums import Circle
from seko.foundation.core import clock
from seko.foundation.core.catalogue import load_all
from seko.foundation.core.errors import Invalid
from seko.foundation.jobs import runner
from seko.foundation.rendering.formats import FORMATS
from seko.foundation.text.scripts import to_latin
from seko.outlets.reporting.actions import freeze_report
from seko.outlets.search import actions as search
from tests import factories as f
from tests.outlets.reporting.reading import cells_of_xlsx, words_of_docx, words_of_pdf

pytestmark = pytest.mark.django_db

SECRET = "Зељорогова задруга"
CONCLUDED = f.AFTER_REPLIES
REPORTED = f.AFTER_REPLIES + timedelta(hours=1)


@dataclass
class Story:
    """Two comments of the secret organisation, one merged with another's, one dissenting; answered, replied, told."""

    network: f.Network
    consultation: Consultation
    ministry: Actor
    second: Actor
    officer: Actor
    secret: Actor
    merged: Comment
    dissenting: Comment

    @property
    def readers(self) -> dict[str, Actor | None]:
        """Everybody who may read something of it and must not learn the name."""
        return {
            "partner": self.network.partners[0],
            "fellow": self.network.members[1],
            "ministry": self.ministry,
            "officer": self.officer,
            "public": None,
        }


@pytest.fixture
def story() -> Story:
    load_all()
    network = f.a_network(members=1)
    secret = f.join(network.seko, "member", organisation=f.an_organisation(SECRET))
    network = f.Network(network.seko, network.lead, network.partners, (secret, *network.members))
    consultation = f.a_consultation([network.seko], version=f.a_version(circle=Circle.PUBLIC), audience="public")
    ministry, officer = f.ministry(), f.an_officer()
    told = {"seko": network.seko, "under_network_name": True}
    merged = f.a_comment(consultation, secret, "Додати станицу у Бору.", place="1-2", **told)  # type: ignore[arg-type]
    other = f.a_comment(consultation, network.members[1], "Станица у Бору.", seko=network.seko, place="1-2")
    dissenting = f.a_comment(consultation, secret, "Краћи рок.", place="1-3", **told)  # type: ignore[arg-type]
    found = Story(network, consultation, ministry, f.another_of(ministry), officer, secret, merged, dissenting)
    lead = network.lead
    merge([merged, other], by=lead, now=f.CONSOLIDATING)
    set_aside([dissenting], reason="Понавља се.", by=lead, now=f.CONSOLIDATING)
    position = ensure_position(consultation, network.seko, by=lead, now=f.CONSOLIDATING)
    submit_position(position, by=lead, now=f.CONSOLIDATING)
    dissent(dissenting, words="Остајемо при свом.", by=secret, now=f.DISSENTING)
    assert officer.organisation is not None
    points = list(live(f.ANSWERING).filter(consultation=consultation))
    assign(points, institution=officer.organisation, by=ministry, now=f.ANSWERING)
    for point in points:
        _answer(point, found)
    return found


def _answer(point: Point, story: Story) -> None:
    fields = {"disposition": "not-accepted", "reason": "Није предвиђено."}
    draft = save_draft(point, fields=fields, by=story.officer, now=f.ANSWERING)
    published = approve(propose(draft, by=story.officer, now=f.ANSWERING), by=story.ministry, now=f.ANSWERING)
    reply(published, verdict=Verdict.OBJECTS, words="Није тачно.", by=story.secret, now=f.OVERDUE)


def addresses(story: Story) -> list[str]:
    code, seko = story.consultation.code, story.network.seko.code
    organisation = story.secret.organisation
    assert organisation is not None
    of = f"consultations/{code}/"
    numbers = [f"{code}-{comment.number:04d}".upper() for comment in (story.merged, story.dissenting)]
    return [
        "",
        of,
        f"{of}text/",
        *(f"{of}text/?p=1-{place}" for place in (1, 2, 3)),
        *(f"{of}comments/?format={name}" for name in ("", "json", "csv", "xlsx")),
        *(f"comments/{number}/" for number in numbers),
        *(f"receipt/{comment.token}/" for comment in (story.merged, story.dissenting)),
        f"{of}search/?q=станиц",
        "search/?q=станиц",
        "answers/",
        "answers/list/",
        f"{of}answers/queue/",
        f"{of}answers/assigning/",
        f"{of}answers/approving/",
        f"{of}position/{seko}/",
        f"{of}position/{seko}/handed-in/",
        *(f"{of}position/{seko}/no/{number}/" for number in (1, 2)),
        f"{of}report/",
        *(f"{of}report/{name}/" for name in FORMATS),
        "desk/",
        "record/",
    ]


def shown(client: Client, path: str) -> str:
    response = client.get(path)
    if response.status_code != 200:
        return ""
    body = b"".join(response) if response.streaming else response.content
    readers = {
        "word": words_of_docx,
        "sheet": lambda content: str([each.value for each in cells_of_xlsx(content)]),
        "pdf": words_of_pdf,
    }
    kind = next((kind for kind in readers if kind in response.headers["Content-Type"]), "")
    return readers[kind](body) if kind else body.decode()


def test_nobody_but_the_lead_reads_whose_it_is(story: Story) -> None:
    with clock.pinned(REPORTED):
        concluded = conclude(story.consultation, by=story.ministry, now=CONCLUDED)
        report = freeze_report(concluded, by=story.ministry, now=REPORTED)
        assert report.job is not None
        runner.run(report.job)
        search.rebuild()
        told, read = [], 0
        for name, actor in story.readers.items():
            client = f.client_of(actor)
            for form in ("sr", "sr-latn", "en"):
                for address in addresses(story):
                    words = shown(client, f"/{form}/{address}")
                    read += "Бору" in words or "Boru" in words
                    told += [(name, form, address) for each in (SECRET, to_latin(SECRET)) if each in words]
    assert read > 100, "the comments were not on the pages that were read"
    assert told == []


def test_its_record_lists_the_comment_for_its_own_people_and_the_lead_alone(story: Story) -> None:
    organisation = story.secret.organisation
    assert organisation is not None
    path = f"/sr/organisations/{organisation.slug}/record/"
    with clock.pinned(f.OVERDUE):
        listed = {
            name: "Додати станицу" in f.client_of(actor).get(path).content.decode()
            for name, actor in {**story.readers, "lead": story.network.lead, "own": story.secret}.items()
        }
    assert listed == {**dict.fromkeys(story.readers, False), "lead": True, "own": True}


def test_its_page_counts_the_comment_for_its_own_people_and_the_lead_alone(story: Story) -> None:
    organisation = story.secret.organisation
    assert organisation is not None
    path = f"/sr/organisations/{organisation.slug}/"
    with clock.pinned(f.OVERDUE):
        counted = {
            name: "/record/" in f.client_of(actor).get(path).content.decode().partition("<main")[2]
            for name, actor in {**story.readers, "lead": story.network.lead, "own": story.secret}.items()
        }
    assert counted == {**dict.fromkeys(story.readers, False), "lead": True, "own": True}


def test_the_lead_reads_it_on_the_board_and_on_the_comments_page(story: Story) -> None:
    code, seko = story.consultation.code, story.network.seko.code
    pages = (f"/sr/comments/{code}-0001/", f"/sr/consultations/{code}/position/{seko}/")
    with clock.pinned(f.CONSOLIDATING):
        lead, partner = f.client_of(story.network.lead), f.client_of(story.network.partners[0])
        bodies = [(lead.get(page).content.decode(), partner.get(page).content.decode()) for page in pages]
    name = f"Чланица мреже {story.network.seko.name_sr}"
    assert [(SECRET in own, name in own, SECRET in other, name in other) for own, other in bodies] == [
        (True, True, False, True),
        (True, True, False, True),
    ]


def test_the_receipt_of_a_secret_comment_cannot_be_tried_out(story: Story) -> None:
    comment, organisation = story.merged, story.secret.organisation
    assert organisation is not None
    fields = {"words": comment.words, "anchor": comment.anchor, "under_network_name": True}
    written = read(story.consultation, fields, for_sending=True)
    assert comment.hash == receipt_hash(written, str(organisation.pk), comment.token)
    assert comment.hash != receipt_hash(written, str(organisation.pk), "")
    open_fields = read(story.consultation, {**fields, "under_network_name": False}, for_sending=True)
    assert comment.hash != receipt_hash(open_fields, str(organisation.pk), comment.token)


def test_it_needs_a_network_and_late_sending_takes_it_away() -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko], allows_direct=True)
    member = network.members[0]
    fields = {"words": "Краћи рок.", "anchor": {"kind": "whole"}, "under_network_name": True}
    kept = save_unsent(
        identifier=uuid4(), consultation=consultation, fields=fields, by=member, now=f.COMMENTING, seko=network.seko
    )
    with pytest.raises(Invalid) as refused:
        send_comment(identifier=kept.pk, consultation=consultation, fields=fields, by=member, now=f.COMMENTING)
    assert list(refused.value.faults) == ["under_network_name"]
    assert not Comment.objects.exists()
    asked = request_late(kept, reason="Квар.", by=member, now=f.DISSENTING)
    assert (kept.under_network_name, asked.under_network_name) == (True, False)


def test_the_form_sends_it_and_keeps_the_tick(client: Client) -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko], allows_direct=True)
    browser = f.client_of(network.members[0])
    path = f"/sr/consultations/{consultation.code}/comments/send/"
    typed = {"unsent": str(uuid4()), "at": "whole", "words": "Краћи рок.", "under_network_name": "1"}
    with clock.pinned(f.COMMENTING):
        again = browser.post(path, {**typed, "seko": "direct"})
        assert again.status_code == 400
        assert 'name="under_network_name" value="1" checked' in again.content.decode()
        assert browser.post(path, {**typed, "seko": network.seko.code}).status_code == 302
        lead = f.client_of(network.lead).get(f"/sr/consultations/{consultation.code}/text/").content.decode()
    assert Comment.objects.get().organisation_name == f"Чланица мреже {network.seko.name_sr}"
    assert 'name="under_network_name"' not in lead
