"""The demonstration, loaded by its one command: everything is there, in every state, and every link leads somewhere."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import ANONYMOUS
from seko.actors.organisations.models import Organisation
from seko.dialogue.changes.models import Placement
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.enums import PointKind
from seko.dialogue.positions.models import Point, Position, SetAside, Source
from seko.dialogue.responses.enums import Disposition, ResponseStatus, Verdict
from seko.dialogue.responses.models import Reply, Response, ResponseTranslation
from seko.dialogue.tracing.models import Cause, Difference
from seko.dialogue.tracing.queries import outcome_counts
from seko.drafts.documents.model.anchors import from_json
from seko.drafts.documents.models import Passage, Version
from seko.foundation.core import clock
from seko.outlets.reporting.models import FeedbackReport
from tests.crawling import PUBLIC, ROLES, client_as, walk
from tests.working import work_through_the_queue

pytestmark = pytest.mark.django_db
COMMENTS, FEW = 320, 120


def load(comments: int) -> str:
    out = StringIO()
    call_command("load_catalogues", stdout=StringIO())
    call_command("load_demonstration", comments=comments, stdout=out)
    return out.getvalue()


def test_it_is_loaded_once_and_says_how_long_it_took() -> None:
    loaded, again = load(COMMENTS), StringIO()
    call_command("load_demonstration", comments=COMMENTS, stdout=again)

    assert "The demonstration was loaded in " in loaded
    assert "nothing was loaded" in again.getvalue()
    civil = Organisation.objects.filter(memberships__isnull=False).distinct()
    assert (Seko.objects.count(), civil.filter(merged_into__isnull=True).count()) == (9, 418)
    assert {version.status for version in Version.objects.all()} == {"published"}
    parts = Passage.objects.filter(version__number=2).exclude(kind="table_cell")
    assert 550 <= parts.count() <= 750
    in_translation = [each for each in Comment.objects.all() if from_json(each.anchor).translated]
    assert 0.9 * COMMENTS <= Comment.objects.count() - len(in_translation) <= COMMENTS
    assert len(in_translation) == ResponseTranslation.objects.count() == 3
    assert set(Consultation.objects.values_list("code", "status")) == {("zs-n1", "reported"), ("zs-n2", "opened")}
    assert set(Position.objects.values_list("status", flat=True)) == {"in-work", "submitted"}
    assert set(Source.objects.values_list("relation", flat=True)) >= {"carried", "merged"}
    assert SetAside.objects.exists()
    assert Point.objects.filter(kind=PointKind.DISSENT).exists()
    assert set(Response.objects.values_list("status", flat=True)) >= {
        ResponseStatus.DRAFTED,
        ResponseStatus.PROPOSED,
        ResponseStatus.PUBLISHED,
    }
    assert set(Response.objects.values_list("disposition", flat=True)) >= set(Disposition.values)
    assert set(Reply.objects.values_list("verdict", flat=True)) == set(Verdict.values)
    assert FeedbackReport.objects.get().hash
    first = Consultation.objects.get(code="zs-n1")
    outcomes = outcome_counts(first, ANONYMOUS, clock.read())
    assert {each for each, count in outcomes.items() if count} == {
        "done",
        "not-found",
        "later",
        "not-needed",
        "revised",
    }
    working = Version.everything.get(authentic__isnull=False)
    theirs = Passage.objects.filter(version=working, row__isnull=True)
    ours = Passage.objects.filter(version=working.authentic, place__in=theirs.values("place"))
    assert (working.status, working.language, working.open_decisions) == ("published", "en", [])
    assert theirs.count() == ours.count() > 80
    kinds = set(Difference.objects.values_list("kind", flat=True))
    assert kinds >= {"changed", "added", "removed", "moved", "split"}
    reasons = set(Cause.objects.values_list("reason", flat=True))
    assert reasons == {"comment", "commission", "government", "editorial"}
    assert Placement.objects.filter(version__number=2).count() >= first.comments.count()


@pytest.mark.crawl
def test_every_link_leads_somewhere_for_every_role() -> None:
    load(FEW)
    work_through_the_queue()
    dead, kinds = [], dict[str, set[str]]()
    for role in ROLES:
        with translation.override("sr"):
            start = reverse("home") if role == PUBLIC else reverse("desk")
        for page in walk(client_as(role), start):
            kinds.setdefault(page.kind, set()).add(role)
            if page.status != 200:
                dead.append(f"{role}: {page.status} {page.address} from {page.came_from}")

    assert dead == [], "\n".join(dead)
    wanted = {"documents", "document", "version", "document-new", "import-new", "version-file"}
    wanted |= {"consultations", "consultation", "consultation-prepare", "consultation-manage", "proposals"}
    wanted |= {"reading", "comment", "record", "organisation-record", "unsent", "search", "consultation-search"}
    wanted |= {"board", "board-point", "position", "queue", "queue-point", "assigning", "approving", "replies"}
    wanted |= {"answers", "answers-list", "report", "report-file", "notices", "late-requests", "who", "sign-in"}
    assert wanted - set(kinds) == set()
