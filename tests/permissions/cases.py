"""How the tables of expectations are written, and what their words mean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.urls import reverse
from django.utils.translation import override

from seko.dialogue.comments.queries import number_of
from seko.dialogue.consultations.timetable import warnings
from seko.foundation.core.access import Access
from tests.permissions import readers
from tests.permissions import states as s
from tests.permissions.cast import ROLES
from tests.permissions.world import World
from tests.permissions.world import calls as calls_world
from tests.permissions.world import contacts as contacts_world
from tests.permissions.world import mechanism as mechanism_world
from tests.permissions.world import memoranda as memoranda_world

PUBLIC, SIGNED_IN, DEMONSTRATION = Access.PUBLIC, Access.SIGNED_IN, Access.DEMONSTRATION
FORMS = ("sr", "sr-latn", "en")
HTMX = {"HX-Request": "true"}
SIGN_IN = "sign-in"
TOKEN = re.compile(r"<([a-z-]+):([A-Za-z0-9_-]+)>")
# Documents and consultations that no state changes, and what belongs to them.
STEADY = re.compile(
    r"[efhixqr]|[0-9]+|<[a-z-]+:(x|x-[a-z0-9-]+|[A-C]|ue|uf|cancel|ministry|officer)>|propose|publish|take-back"
)
# They answer as their like: asked as well, but in one state.
TWINS = frozenset({"second", "secretary"})
# Of those who are denied alike, and of those let in alike, so many take turns: other ones with the next case and with
# the next state. In one state everybody is asked who is let in, and twice as many of those denied.
DENIED_IN_TURN, LET_IN_IN_TURN = 4, 8

# Whom a rule names: a role, one of these groups, or a group that depends on the state.
GROUPS: dict[str, frozenset[str]] = {
    "everybody": readers.EVERYBODY,
    "ministry-both": readers.MINISTRY,
    "overseers": readers.OVERSEERS,
    "officers": readers.OFFICERS,
    "consortium-a": readers.CONSORTIUM_A,
    "network-a": readers.NETWORK_A,
    "network-b": readers.NETWORK_B,
    "civil": readers.CIVIL,
}
BY_STATE: dict[str, Callable[[str], frozenset[str]]] = {
    "d1-readers": readers.of_d1,
    "k-readers": readers.of_k,
    "x-readers": readers.of_x,
    "position-a-readers": lambda state: readers.of_position("a", state),
    "position-b-readers": lambda state: readers.of_position("b", state),
    "a1-readers": lambda state: readers.of_comment("a1", state),
    "a5-readers": lambda state: readers.of_comment("a5", state),
    "b3-readers": lambda state: readers.of_comment("b3", state),
    "withdrawn-readers": lambda state: readers.of_comment("withdrawn", state),
    "p-person-readers": lambda state: readers.of_comment("p-person", state),
    "x-c1-readers": lambda state: readers.of_comment("x-c1", state),
    "a-merged-readers": lambda state: readers.of_point("a-merged", state),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """Whom it speaks of, in which states, and what is answered."""

    who: tuple[str, ...]
    states: frozenset[str]
    answer: str

    def holds(self, role: str, state: str) -> bool:
        """Return whether it speaks of the role in the state."""
        return state in self.states and any(self._is_among(name, role, state) for name in self.who)

    @staticmethod
    def _is_among(name: str, role: str, state: str) -> bool:
        if name in BY_STATE:
            return role in BY_STATE[name](state)
        return name == role or role in GROUPS.get(name, ())


def rules(text: str) -> tuple[Rule, ...]:
    """Read `who who: answer [from|until|in states]; …; else answer`; the first rule that holds counts."""
    found = []
    for part in filter(None, (each.strip() for each in text.split(";"))):
        if part.startswith("else "):
            found.append(Rule(("everybody",), frozenset(s.STATES), part.removeprefix("else ")))
            continue
        who, _, said = part.partition(":")
        answer, *when = said.split()
        names = tuple(who.split())
        unknown = [name for name in names if name not in (*ROLES, *GROUPS, *BY_STATE)]
        if unknown:
            raise ValueError(f"nobody is called {unknown}")
        found.append(Rule(names, _states(when), answer))
    return tuple(found)


def _states(when: list[str]) -> frozenset[str]:
    if not when:
        return frozenset(s.STATES)
    word, given = when[0], when[1].split(",")
    places = [s.STATES.index(each) for each in given]
    if word == "in":
        return frozenset(given)
    return frozenset(s.STATES[places[0] :] if word == "from" else s.STATES[: places[0] + 1])


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that is asked of one address: in which states, what each role is answered.

    `of` are the address's parts and `data` what is posted, with tokens such as `<point:a-merged>`. `shows` names things
    that the answer may show whoever asks (a receipt to who holds its link), `tells` one of which a deed rightly tells
    people, `becomes` the state to which it leads, `keeps` where a denied deed keeps what was typed or tells of it;
    `is_silent` says that a deed may write nothing.
    """

    route: str
    method: str
    of: tuple[str, ...]
    rules: tuple[Rule, ...]
    query: str = ""
    data: Mapping[str, Any] | None = None
    headers: Mapping[str, str] | None = None
    since: str = s.DRAFTED
    until: str = s.REPORTED
    shows: str = ""
    becomes: str = ""
    is_silent: bool = False
    keeps: str = ""
    tells: str = ""

    def __str__(self) -> str:
        more = f"?{self.query}" if self.query else ""
        data = f" {dict(self.data)}" if self.data else ""
        return f"{self.method} {self.route} {' '.join(self.of)}{more}{data}"

    def is_asked_in(self, state: str) -> bool:
        """Return whether the thing exists in that state; what no state changes is asked in one of them."""
        steady = bool(self.of) and all(STEADY.fullmatch(each) for each in self.of)
        return s.reached(state, self.since) and s.reached(self.until, state) and not (steady and state != s.PUBLISHED)

    def names(self, role: str) -> bool:
        """Return whether a rule speaks of the role by its own name."""
        return any(role in rule.who for rule in self.rules)

    def path(self, world: World, language: str) -> str:
        """Return the address in a language form."""
        with override(language):
            path = reverse(self.route, args=[put_in(each, world) for each in self.of])
        return f"{path}?{put_in(self.query, world, is_query=True)}" if self.query else path

    def form(self, world: World) -> dict[str, Any] | None:
        """Return what is posted."""
        if self.data is None:
            return None
        return {put_in(name, world): self._posted(str(value), world) for name, value in self.data.items()}

    @staticmethod
    def _posted(value: str, world: World) -> str | list[str]:
        if value.startswith("<warnings:"):
            consultation = world.consultations[value.removeprefix("<warnings:").removesuffix(">")]
            return [each.code for each in warnings(consultation, world.now)]
        return put_in(value, world)


def put_in(text: str, world: World, *, is_query: bool = False) -> str:
    """Put the world's identifiers in the place of tokens."""

    def found(match: re.Match[str]) -> str:
        value = THINGS[match[1]](world, match[2])
        return quote(value) if is_query else value

    return TOKEN.sub(found, text)


THINGS: dict[str, Callable[[World, str], str]] = {
    "seko": lambda world, name: world.cast.sekos[name].code,
    "seko-id": lambda world, name: str(world.cast.sekos[name].pk),
    "comment": lambda world, name: number_of(world.comments[name]),
    "comment-id": lambda world, name: str(world.comments[name].pk),
    "no": lambda world, name: str(world.comments[name].number),
    "receipt": lambda world, name: world.comments[name].token,
    "unsent": lambda world, name: str(world.unsent[name].pk),
    "returned": lambda world, name: str(world.returned[name].pk),
    "new": lambda world, name: str(UUID(int=11)),
    "point": lambda world, name: str(world.points[name].pk),
    "point-no": lambda world, name: str(world.points[name].number),
    "revision": lambda world, name: str(world.points[name].revision),
    "response": lambda world, name: str(world.responses[name].pk),
    "edition": lambda world, name: str(world.responses[name].revision),
    "deed": lambda world, name: str(world.deeds[name].pk),
    "partner": lambda world, name: str(world.partners[name].pk),
    "upload": lambda world, name: str(world.imports[name].pk),
    "job": lambda world, name: str(world.jobs[name].pk),
    "version": lambda world, name: str(world.versions[name].pk),
    "difference": lambda world, name: str(world.versions[name].differences.values_list("pk", flat=True).first() or 0),
    "institution": lambda world, name: str(world.cast.institutions[name].pk),
    "institution-slug": lambda world, name: world.cast.institutions[name].slug,
    "organisation": lambda world, name: str(getattr(world.cast[name].organisation, "slug", "")),
    "organisation-id": lambda world, name: world.cast[name].organisation_id,
    "contact": contacts_world.contact,
    "membership": mechanism_world.membership,
    "suspension": mechanism_world.suspension,
    "supporter": mechanism_world.supporter,
    "application": calls_world.application,
    "criterion": calls_world.criterion,
    "invitation": lambda world, name: str(world.invitations[name].pk),
    "person": lambda world, name: world.cast[name].person_id,
    "link": lambda world, name: world.links[name],
    "request": lambda world, name: str(world.requests[name].pk),
    "mandate": lambda world, name: world.cast[name].mandate_id,
    "party": memoranda_world.party,
    "signed": memoranda_world.signed,
    "now": lambda world, name: world.now.isoformat(),
}


@dataclass(frozen=True, slots=True)
class Expected:
    """One case as one role meets it in one state."""

    case: Case
    role: str
    answer: str

    @property
    def is_denied(self) -> bool:
        """Whether nothing may be changed."""
        return self.answer in (SIGN_IN, "400", "401", "403", "404", "405", "409", "signed-out")


class Table:
    """The expectations of one area: its addresses with who reaches them at all, and its cases.

    `states` are those in which the area is asked: the ones that change what it answers or shows.
    """

    def __init__(self, area: str, *states: str) -> None:
        self.area, self.states = area, states or s.STATES
        self.access: dict[str, Access] = {}
        self.cases: list[Case] = []

    def route(self, name: str, access: Access) -> None:
        """Say who reaches an address at all."""
        self.access[name] = access

    def get(self, route: str, of: str, text: str, **more: Any) -> None:
        """Expect of reading an address."""
        self.cases.append(Case(route, "GET", tuple(of.split()), rules(text), **more))

    def post(self, route: str, of: str, text: str, data: Mapping[str, Any] | None = None, **more: Any) -> None:
        """Expect of a deed."""
        self.cases.append(Case(route, "POST", tuple(of.split()), rules(text), data=data or {}, **more))

    def put(self, route: str, of: str, text: str, data: Mapping[str, Any] | None = None, **more: Any) -> None:
        """Expect of saving while one types."""
        self.cases.append(Case(route, "PUT", tuple(of.split()), rules(text), data=data or {}, **more))

    def expected(self, state: str, *, of_everybody: bool = False) -> Iterator[Expected]:
        """Return what is asked in a state: every case, of everybody or of those whose turn it is."""
        is_full = state == s.PUBLISHED
        numbers = (2 * DENIED_IN_TURN, len(ROLES)) if is_full else (DENIED_IN_TURN, LET_IN_IN_TURN)
        for place, case in enumerate(self.cases):
            if not case.is_asked_in(state):
                continue
            every = [Expected(case, role, self._answer(case, role, state)) for role in ROLES]
            asked = [each for each in every if is_full or each.role not in TWINS or case.names(each.role)]
            yield from every if of_everybody else _in_turn(asked, place + s.STATES.index(state), *numbers)

    def _answer(self, case: Case, role: str, state: str) -> str:
        if role == "anonymous" and self.access[case.route] is SIGNED_IN:
            if case.headers and "HX-Request" in case.headers:
                return "401"
            return SIGN_IN if case.method == "GET" else "signed-out"
        for rule in case.rules:
            if rule.holds(role, state):
                return rule.answer
        raise LookupError(f"{case}: nothing is expected of {role} in {state}")


def _in_turn(asked: list[Expected], turn: int, denied: int, let_in: int) -> Iterator[Expected]:
    alike: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for each in asked:
        alike[each.answer, each.is_denied].append(each.role)
    chosen = set()
    for (_answer, is_denied), roles in alike.items():
        some = denied if is_denied else let_in
        chosen |= {roles[(turn * some + step) % len(roles)] for step in range(some)}
    yield from (each for each in asked if each.role in chosen)
