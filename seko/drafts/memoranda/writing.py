"""The page on which a memorandum is written down: title and term, parties, obligations, in one form.

Lines are added and removed by buttons that send the form and get it back, so it works without a script and nothing
that was typed is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from seko.drafts.memoranda.actions import LineOfObligation, LineOfParty
from seko.drafts.memoranda.enums import Side
from seko.drafts.memoranda.forms import MemorandumForm, ObligationForm, PartyForm
from seko.drafts.memoranda.models import Memorandum
from seko.drafts.memoranda.queries import measures, organisations_called
from seko.foundation.core.errors import Invalid
from seko.foundation.core.forms import typed_rows
from seko.foundation.core.typed import whole_number
from seko.foundation.text.folding import fold

PARTY = ("side", "name", "name_en", "register", "signatory", "function")
OBLIGATION = ("side", "text", "text_en", "party", "measure")
HEAD = ("code", "title_sr", "title_en", "summary_sr", "summary_en", "text", "starts_on", "ends_on")
EMPTY = ({"side": Side.STATE}, {"side": Side.CIVIL})


class Sheet:
    """The form as it is shown: `head`, `parties`, `obligations`. With `data` it is bound and can be read."""

    def __init__(
        self,
        memorandum: Memorandum | None,
        *,
        head: Mapping[str, Any],
        parties: list[dict[str, Any]],
        obligations: list[dict[str, Any]],
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self.memorandum = memorandum
        self.head = MemorandumForm(data, initial=dict(head), with_code=memorandum is None)
        names = [str(row.get("name", "")) for row in parties]
        ways = measures()
        self.parties = [PartyForm(data, initial=row, prefix=f"party-{place}") for place, row in enumerate(parties)]
        self.obligations = [
            ObligationForm(data, initial=row, prefix=f"obligation-{place}", names=names, measures=ways)
            for place, row in enumerate(obligations)
        ]

    @property
    def forms(self) -> list[Any]:
        """All its forms, in the order of the page."""
        return [self.head, *self.parties, *self.obligations]

    def is_valid(self) -> bool:
        """Return whether everything typed can be read; every form says its own faults."""
        return not [form for form in self.forms if not form.is_valid()]

    def lines(self) -> tuple[list[LineOfParty], list[LineOfObligation]]:
        """Return the parties and obligations for the action; raises `Invalid` for a name that the register lacks."""
        rows = [form.cleaned_data for form in self.parties]
        known = organisations_called(row["register"] or row["name"] for row in rows)
        faults = {}
        parties = []
        for place, row in enumerate(rows):
            called = row["register"] or row["name"]
            found = known.get(fold(called)) or known.get(called)
            if row["register"] and found is None:
                faults[f"party-{place}-register"] = _("The register has no organisation of this name.")
            words = {name: row[name] for name in ("side", "name", "name_en", "signatory", "function")}
            parties.append(LineOfParty(organisation=found, **words))
        if faults:
            raise Invalid(faults)
        obligations = []
        for form in self.obligations:
            row = dict(form.cleaned_data)
            place_of_party = row.pop("party")
            obligations.append(LineOfObligation(party=int(place_of_party) if place_of_party else None, **row))
        return parties, obligations

    def add_faults(self, invalid: Invalid) -> None:
        """Put what the action found wrong beside its field, of whichever line."""
        for field, sentence in invalid.faults.items():
            prefix, _dash, name = field.rpartition("-")
            form = next((each for each in self.forms if each.prefix and each.prefix == prefix), self.head)
            name = name if form is not self.head else field
            form.add_error(name if name in form.fields else None, str(sentence))


def empty() -> Sheet:
    """Return the form of a new memorandum: one line for a party of each side, one for an obligation of each."""
    return Sheet(None, head={}, parties=[dict(row) for row in EMPTY], obligations=[dict(row) for row in EMPTY])


def kept(memorandum: Memorandum) -> Sheet:
    """Return the form of one that is written down."""
    parties = list(memorandum.parties.select_related("organisation").order_by("order"))
    places = {party.pk: place for place, party in enumerate(parties)}
    head = {name: getattr(memorandum, name) for name in HEAD if name not in ("code", "text")}
    return Sheet(
        memorandum,
        head={**head, "text": memorandum.text_id},
        parties=[
            {**{name: getattr(party, name) for name in PARTY if name != "register"}, "register": _registered(party)}
            for party in parties
        ],
        obligations=[
            {
                "side": row.side,
                "text": row.text_sr,
                "text_en": row.text_en,
                "party": str(places[row.party_id]) if row.party_id else "",
                "measure": row.measure.code if row.measure else "",
            }
            for row in memorandum.obligations.select_related("measure").order_by("side", "number")
        ],
    )


def _registered(party: Any) -> str:
    """Return the name in the register where it is another than the one signed."""
    organisation = party.organisation
    return organisation.name if organisation and organisation.name_key != fold(party.name) else ""


def typed(memorandum: Memorandum | None, data: Mapping[str, Any]) -> Sheet:
    """Return the form bound to what was sent."""
    parties, obligations = typed_rows(data, "party", PARTY), typed_rows(data, "obligation", OBLIGATION)
    return Sheet(memorandum, head={}, parties=parties, obligations=obligations, data=data)


def again(memorandum: Memorandum | None, data: Mapping[str, Any]) -> Sheet | None:
    """Return the form with a line more or less, as the pressed button says, everything typed kept; None where none
    of these buttons was pressed.
    """
    deed, _dash, what = str(data.get("again", "")).partition("-")
    kind, _dash, which = what.partition("-")
    if deed not in ("add", "remove") or kind not in ("party", "obligation"):
        return None
    rows = {
        "party": typed_rows(data, "party", PARTY),
        "obligation": typed_rows(data, "obligation", OBLIGATION),
    }
    if deed == "add":
        rows[kind].append({"side": which if which in Side.values else Side.CIVIL})
    elif (removed := whole_number(which)) is not None and removed < len(rows[kind]):
        rows[kind].pop(removed)
        if kind == "party":
            for row in rows["obligation"]:
                row["party"] = _moved(row["party"], removed)
    head = {name: data.get(name, "") for name in HEAD}
    return Sheet(memorandum, head=head, parties=rows["party"], obligations=rows["obligation"])


def _moved(given: str, removed: int) -> str:
    """Return the place of a party after another one was removed; nothing for the removed one."""
    place = whole_number(given)
    if place is None or place == removed:
        return ""
    return str(place - (place > removed))


def moment(given: str) -> datetime | None:
    """Return the moment at which the person had last seen the memorandum changed; None where the form says none."""
    try:
        return datetime.fromisoformat(given)
    except ValueError:
        return None
