"""The demonstration's memoranda: the one of 2014 from its published sources, one in force, one offered for signing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from seko.demo.cast import Cast
from seko.demo.register import read_json
from seko.demo.signing import sign
from seko.drafts.memoranda import actions
from seko.drafts.memoranda.actions import LineOfObligation, LineOfParty
from seko.drafts.memoranda.compiling import compile_memorandum
from seko.drafts.memoranda.enums import Side
from seko.drafts.memoranda.jobs import offered_words
from seko.drafts.memoranda.models import Memorandum, Party
from seko.foundation.core.dates import local_date
from seko.foundation.rendering.formats import render
from seko.foundation.workflow import second


def load_history(now: datetime) -> Memorandum:
    """Enter the memorandum of 20 November 2014: what its published sources say, nothing more."""
    content = read_json("history.json")
    facts, sources = content["memorandum"], content["sources"]
    state = LineOfParty(Side.STATE, "Канцеларија за европске интеграције", "European Integration Office")
    civil = [LineOfParty(Side.CIVIL, row["name"]) for row in facts["signatories"]]
    named = [sources[key] for key in facts["sources"]]
    return actions.record_historical(
        code="memorandum-2014",
        fields={
            "title_sr": "Меморандум о сарадњи у области планирања, програмирања, праћења и извештавања "
            "о међународној развојној помоћи",
            "title_en": "Memorandum of cooperation in planning, programming, monitoring and reporting on international "
            "development assistance",
            "summary_sr": "Основни циљ је институционализација односа Канцеларије и секторских организација цивилног "
            "друштва и преузимање обавеза за заједничке активности и редовну размену информација. Сарадња подразумева "
            "консултације, учешће у раду секторских радних група и организацију обука.",
            "summary_en": "The main goal is the institutionalisation of relations between the Office and SEKO, "
            "and undertaking obligations for joint activities and regular exchange of "
            "information. The cooperation includes consulting, participating in sectoral working groups and training.",
        },
        parties=[state, *civil],
        obligations=[],
        signed_on=date.fromisoformat(facts["signed_on"]),
        source="\n".join(_source(row) for row in named),
        by=None,
        now=now,
    )


def _source(row: dict[str, str]) -> str:
    return f"{row['publisher']}: {row['title']} ({date.fromisoformat(row['date']):%d.%m.%Y.})"


DUTIES = (
    (Side.STATE, "Одговор на сваки коментар, са образложењем, у року из позива на консултације.",
     "An answer to every comment, with a reason, within the term named when the consultation opens.",
     "answers-in-term"),
    (Side.STATE, "Документа за састанак шаљу се најмање десет радних дана раније.",
     "Documents for a meeting are sent at least ten working days before it.", "documents-before-meeting"),
    (Side.STATE, "Први нацрти акционих докумената шаљу се мрежама на коментаре пре слања Европској комисији.",
     "First drafts of action documents go to the networks for comments before they go to the European Commission.",
     "drafts-for-comment"),
    (Side.STATE, "Једна обука годишње о програмирању и праћењу помоћи.",
     "One training a year on programming and monitoring assistance.", "yearly-training"),
    (Side.CIVIL, "Водећа организација прикупља коментаре мреже и предаје заједнички став у року.",
     "The lead organisation gathers the comments of its network and hands in the common position in time.",
     "positions-handed-in"),
    (Side.CIVIL, "Водећа организација обавештава мрежу шта је од њених предлога прихваћено.",
     "The lead organisation tells its network which of its proposals were accepted.", "network-informed"),
    (Side.CIVIL, "Организације именују представнике у секторским радним групама и јављају сваку промену.",
     "The organisations name their representatives in the sector working groups and tell of every change.", ""),
)  # fmt: skip
SUMMARY = (
    "Ко коме, шта и до када шаље, одговара и објављује током програмирања и праћења помоћи.",
    "Who sends, answers and publishes what, to whom and by when, while assistance is programmed and monitored.",
)
SIGNED_FOR = ("zivotna-sredina", "energetika", "poljoprivreda")
OFFERED_FOR = ("pravda", "reforma-uprave", "zivotna-sredina")


def load_memoranda(cast: Cast, now: datetime) -> None:
    """Bring one memorandum into force and offer another, through the real actions."""
    _in_force(cast, now)
    _offered(cast, now)


def _in_force(cast: Cast, now: datetime) -> None:
    today = local_date(now)
    memorandum = _prepare(
        cast,
        "saradnja-primer",
        ("Меморандум о сарадњи у програмирању и праћењу помоћи (пример)",
         "Memorandum of cooperation in programming and monitoring assistance (example)"),
        SIGNED_FOR,
        now - timedelta(days=60),
        ends_on=today + timedelta(days=300),
    )  # fmt: skip
    first, second_person = cast.ministry[0], cast.ministry[1]
    memorandum = actions.offer_memorandum(memorandum, by=first, now=now - timedelta(days=58))
    signed = now - timedelta(days=50)
    _signed_file(memorandum, cast, signed)
    lines = [actions.Signed(party.pk, local_date(signed)) for party in memorandum.parties.all()]
    actions.note_signing(memorandum, lines=lines, by=first, now=signed + timedelta(hours=2))
    proposed = actions.propose_in_force(
        memorandum,
        reason="Потписани примерци су у архиви Министарства (пример); електронски потписи су проверени.",
        by=first,
        now=signed + timedelta(hours=3),
    )
    second.confirm(proposed, by=second_person, now=signed + timedelta(hours=5))


def _offered(cast: Cast, now: datetime) -> None:
    memorandum = _prepare(
        cast,
        "obuke-primer",
        ("Меморандум о заједничким обукама (пример)", "Memorandum on joint trainings (example)"),
        OFFERED_FOR,
        now - timedelta(days=6),
        ends_on=None,
        duties=(DUTIES[3], DUTIES[6]),
        summary=(
            "Министарство и водеће организације заједно припремају обуке о програмирању и праћењу помоћи.",
            "The ministry and the lead organisations prepare trainings on programming and monitoring together.",
        ),
    )
    actions.offer_memorandum(memorandum, by=cast.ministry[0], now=now - timedelta(days=4))


def _prepare(
    cast: Cast,
    code: str,
    titles: tuple[str, str],
    sekos: tuple[str, ...],
    now: datetime,
    *,
    ends_on: date | None,
    duties: tuple[tuple[Side, str, str, str], ...] = DUTIES,
    summary: tuple[str, str] = SUMMARY,
) -> Memorandum:
    ministry = cast.ministry[0]
    assert ministry.organisation is not None  # noqa: S101 - a coordinator always acts for the ministry
    parties = [
        LineOfParty(
            Side.STATE,
            ministry.organisation.name,
            ministry.organisation.name_en,
            ministry.organisation,
            cast.ministry[1].person_name,
            "државни секретар",
        )
    ]
    for seko in sekos:
        lead = cast.leads[seko]
        assert lead.organisation is not None  # noqa: S101 - a lead's coordinator acts for it
        function = "координација СЕКО"
        parties.append(
            LineOfParty(Side.CIVIL, lead.organisation.name, "", lead.organisation, lead.person_name, function)
        )
    fields: dict[str, Any] = {
        "title_sr": titles[0], "title_en": titles[1], "summary_sr": summary[0], "summary_en": summary[1],
        "starts_on": None, "ends_on": ends_on, "text": None,
    }  # fmt: skip
    return actions.prepare_memorandum(
        code=code,
        fields=fields,
        parties=parties,
        obligations=[LineOfObligation(side, text, english, None, way) for side, text, english, way in duties],
        by=ministry,
        now=now,
    )


def _signed_file(memorandum: Memorandum, cast: Cast, now: datetime) -> None:
    """Sign the offered PDF for the ministry and for one organisation, send it in, and keep the verdict."""
    words = offered_words(memorandum)
    data = render(compile_memorandum(memorandum, "sr"), "pdf").content
    for number, party in enumerate(Party.objects.filter(memorandum=memorandum).order_by("order")[:2], start=1):
        data = sign(data, name=party.signatory, organisation=party.name, field=f"Potpis{number}", now=now)
    upload = SimpleUploadedFile(f"{memorandum.code}-potpisan.pdf", data, content_type="application/pdf")
    found = actions.receive_signed(memorandum, upload=upload, by=cast.ministry[0], now=now)
    actions.settle_check(found, actions.check_file(found, now=now), words, now=now)
