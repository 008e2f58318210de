"""Who may read what in which state: the rules of "Who sees what", written down a second time, by hand.

Nothing here asks the platform's own code. `may_read` names every canary that a role may be shown at that moment; one
that is shown to anybody else is a leak.
"""

from __future__ import annotations

from functools import cache

from tests.permissions import states as s
from tests.permissions.cast import ROLES
from tests.permissions.states import reached

EVERYBODY = frozenset(ROLES)
MINISTRY = frozenset({"ministry", "second"})
OVERSEERS = MINISTRY | {"auditor"}
OFFICERS = frozenset({"officer", "other_officer"})
CONSORTIUM_A = frozenset({"lead", "partner"})
NETWORK_A = CONSORTIUM_A | {"member", "fellow"}
CONSORTIUM_B = frozenset({"lead_b"})
NETWORK_B = CONSORTIUM_B | {"member_b"}
NETWORK_C = frozenset({"outsider"})
NETWORKS = NETWORK_A | NETWORK_B | NETWORK_C
CIVIL = NETWORKS | {"stranger"}
AT_THE_DONOR = frozenset({"observer", "auditor", "administrator", "secretary"})
NOBODY: frozenset[str] = frozenset()

Readers = frozenset[str]


def of_d1(state: str) -> Readers:
    """The consulted draft: in preparation; released to the networks; released to the public."""
    if state == s.DRAFTED:
        return OVERSEERS | {"officer"}
    return EVERYBODY if reached(state, s.PUBLIC) else OVERSEERS | OFFICERS | NETWORKS | {"observer"}


def of_k(state: str) -> Readers:
    """The consultation K: in preparation the ministry's own (and auditors'), then of whoever reads its draft."""
    return OVERSEERS if state == s.DRAFTED else of_d1(state)


def of_x(state: str) -> Readers:
    """X and its draft are released to the network C: to institutions and observers too, to no other network."""
    return OVERSEERS | OFFICERS | NETWORK_C | {"observer"}


OWN_SIDE = {
    **dict.fromkeys(("a1", "a2", "a3", "a4", "a5", "a6", "a7"), NETWORK_A),
    **dict.fromkeys(("withdrawn", "replaced"), frozenset({"member"})),  # withdrawn words are their author's alone
    **dict.fromkeys(("b1", "b2", "b3"), NETWORK_B),
    **dict.fromkeys(("x-c1", "x-c2", "x-c3"), NETWORK_C),
    "p-person": frozenset({"person"}),
    "p-stranger": frozenset({"stranger"}),
}
TAKEN_BACK = frozenset({"withdrawn", "replaced"})
# From which state the ministry (and auditors) read a comment: handed in, the leads' deadline passed, or sent directly.
HANDED_IN = {"a": s.SUBMITTED, "b": s.ANSWERING, "x": s.DRAFTED, "p": s.COMMENTING}
# Which points answer a comment, which institution answers each point, from which state everybody reads the answer.
POINT_OF = {
    "a1": "a-merged", "a2": "a-merged", "a3": "a-other", "a7": "a-other", "a4": "a-carried", "a6": "a6",
    "b1": "b-merged", "b3": "b3", "x-c1": "x-merged", "x-c2": "x-other", "p-person": "p-person",
    "p-stranger": "p-stranger",
}  # fmt: skip
ASSIGNED = {
    **dict.fromkeys(("a-merged", "a-carried", "a-other", "a6"), "officer"),
    **dict.fromkeys(("b-merged", "x-merged", "x-other"), "other_officer"),
}
ANSWERED = {
    "a-merged": s.PUBLISHED, "a-carried": s.PUBLISHED, "b-merged": s.PUBLISHED, "x-merged": s.DRAFTED,
    "p-person": s.PUBLISHED,
}  # fmt: skip
IN_PUBLIC = {"a": s.PUBLIC, "b": s.PUBLIC, "p": s.COMMENTING}


def _is_public(point: str, state: str) -> bool:
    """The answer is published, and so is the draft (P has none and is open to everybody)."""
    answered, public = ANSWERED.get(point, ""), IN_PUBLIC.get(point[:1], "")
    return bool(answered and public) and reached(state, answered) and reached(state, public)


def _institution(point: str, state: str) -> Readers:
    since = s.DRAFTED if point.startswith("x") else s.ANSWERING
    return frozenset({ASSIGNED[point]}) if point in ASSIGNED and reached(state, since) else NOBODY


def of_comment(name: str, state: str) -> Readers:
    """A sent comment: its own side at once; the ministry once handed in; the assigned institution; then everybody."""
    found = OWN_SIDE[name]
    if name in TAKEN_BACK:
        return found
    if reached(state, HANDED_IN[name[0]]):
        found |= OVERSEERS
    point = POINT_OF.get(name, "")
    return EVERYBODY if _is_public(point, state) else found | _institution(point, state)


def of_point(name: str, state: str) -> Readers:
    """A consolidated comment: the consortium's until it is handed in, then as a comment."""
    side = name[0]
    consortium = {"a": CONSORTIUM_A, "b": CONSORTIUM_B, "x": NOBODY}[side]
    network = {"a": NETWORK_A, "b": NETWORK_B, "x": NETWORK_C}[side]
    if not reached(state, HANDED_IN[side]):
        return consortium
    return EVERYBODY if _is_public(name, state) else network | OVERSEERS | _institution(name, state)


def of_position(side: str, state: str) -> Readers:
    """What was handed in, with its letter and what was left out: network, ministry, auditors; never the public."""
    consortium = {"a": CONSORTIUM_A, "b": CONSORTIUM_B, "x": NOBODY}[side]
    network = {"a": NETWORK_A, "b": NETWORK_B, "x": NETWORK_C}[side]
    return network | OVERSEERS if reached(state, HANDED_IN[side]) else consortium


def of_answer(point: str, state: str) -> Readers:
    """An answer: whoever writes and approves it; once published, whoever reads what it answers."""
    writers = MINISTRY | (frozenset({ASSIGNED[point]}) if point in ASSIGNED else NOBODY)
    if point not in ANSWERED or not reached(state, ANSWERED[point]):
        return writers
    return writers | (of_comment(point, state) if point in OWN_SIDE else of_point(point, state))


def of_unsent(name: str, part: str, state: str) -> Readers:
    """An unsent comment: its organisation's (or person's); the ministry's once late sending is asked for it."""
    owner = {"member-unsent": "member", "person-unsent": "person", "x-unsent": "outsider"}.get(name, "member_b")
    asked = name.startswith("late") and reached(state, s.ANSWERING)
    found = frozenset({owner}) | (MINISTRY if asked else NOBODY)
    # Why late sending was asked for, and why it was refused, stand in the report that auditors see growing.
    return found | {"auditor"} if part in ("late-reason", "decision") else found


# An application is its own people's (the partners it names among them) and the deciding body's.
OF_CALLS = {
    "na-application": CONSORTIUM_A | {"stranger"},
    "ca-application": MINISTRY | {"outsider", "member_b"},
    "cd": MINISTRY,
}


def readers_of(thing: str, part: str, state: str) -> Readers:
    """Return who may read one part of one thing."""
    if thing == "member-returned":
        return frozenset({"member"})
    if thing in OF_CALLS:
        return OF_CALLS[thing]
    if thing == "name":
        return _of_a_name(part, state)
    if thing == "mail":
        return _of_an_address(part)
    if thing in ("invited", "asked"):
        # What a person wrote to an organisation is its own people's to read, and the person's own.
        concerned = {"member"} if thing == "invited" else {"fellow", "person"}
        return MINISTRY | CONSORTIUM_A | {"administrator"} | concerned
    if thing.endswith("-answer"):
        point = thing.removesuffix("-answer")
        if part == "returned":
            return MINISTRY | {ASSIGNED[point]}
        return MINISTRY if "corrected" in part else of_answer(point, state)
    if thing in ("mp", "mo", "mf"):
        return {"mp": OVERSEERS, "mo": OVERSEERS | {"member"}, "mf": EVERYBODY}[thing]
    found = _of_the_chain(thing, part, state)
    if found is None:
        found = _of_documents(thing, part, state)
    return EVERYBODY if state == s.REPORTED and _is_reported(thing, part) else found


def _of_the_chain(thing: str, part: str, state: str) -> Readers | None:
    if thing in OWN_SIDE and part != "aside":
        return of_comment(thing, state)
    if thing in OWN_SIDE:
        side = of_position(thing[0], state)
        return side | of_comment(thing, state) if reached(state, HANDED_IN[thing[0]]) else side
    if thing in ("a-merged", "a-other", "a-carried", "b-merged", "x-merged", "x-other"):
        return of_answer(thing, state) if part == "reply" else of_point(thing, state)
    if thing in ("partner-one", "partner-two", "stance"):
        return CONSORTIUM_A
    if thing == "x-partner":
        return NOBODY
    if thing in ("late-one", "late-two", "member-unsent", "member-b-unsent", "person-unsent", "x-unsent"):
        return of_unsent(thing, part, state)
    return None


def _of_documents(thing: str, part: str, state: str) -> Readers:
    if part == "letter":
        return of_position(thing, state)
    if thing in ("q", "r"):
        return OVERSEERS
    if thing == "cancel":
        return MINISTRY
    if thing in ("k", "x", "p"):
        return _of_a_consultation(thing, part, state)
    if thing in ("ue", "uf"):
        return MINISTRY | {"officer" if thing == "ue" else "other_officer"}
    writer = "other_officer" if thing in ("f1", "h1", "x1") else "officer"
    if part == "original":
        return MINISTRY | {writer}
    if thing == "h1" and part == "reason":
        return EVERYBODY
    public: dict[str, Readers] = {"d1": of_d1(state), "i1": EVERYBODY, "x1": of_x(state)}
    return public.get(thing, OVERSEERS | {writer})


def _of_a_consultation(key: str, part: str, state: str) -> Readers:
    if part == "activities":
        return EVERYBODY if state == s.REPORTED else OVERSEERS
    if part == "exception" and key == "p":
        return EVERYBODY
    if part == "title" and (key == "x" or reached(state, s.PUBLISHED)):
        # What is past its term is named on the public page of answers, whoever reads the draft.
        return EVERYBODY
    return of_x(state) if key == "x" else of_k(state)


def _of_a_name(role: str, state: str) -> Readers:
    """Nobody's name is shown but to the ministry, to the own organisation, within a network's consortium, to
    administrators, of who proposed a draft to the institution that writes it, and of the official who concluded with an
    exception.
    """
    found = _of_an_address(role)
    if role in MINISTRY:
        found |= OFFICERS
    if role in NETWORK_A:
        found |= CONSORTIUM_A
    if role in ("ministry", "second") and reached(state, s.CONCLUDED):
        found |= EVERYBODY
    return found


def _of_an_address(role: str) -> Readers:
    """Addresses stand on the page of an organisation's people: for themselves, its consortium, the ministry and
    administrators, who also find anybody by the address.
    """
    found = MINISTRY | {role, "administrator"}
    if role in NETWORK_A:
        found |= CONSORTIUM_A
    if role in NETWORK_B:
        found |= {"lead_b"}
    if role in AT_THE_DONOR:
        found |= AT_THE_DONOR
    if role == "person":  # asks to act for the fellow's organisation
        found |= CONSORTIUM_A | {"fellow"}
    return found


def _is_reported(thing: str, part: str) -> bool:
    """The published report quotes every comment that stood, every consolidated one, what was left out and why."""
    if thing in ("late-one", "late-two"):
        return part in ("late-reason", "decision")
    if part == "file-words":  # it names the file that came with a comment, and does not hold it
        return False
    points = ("a-merged", "a-other", "a-carried", "b-merged")
    return (thing in OWN_SIDE and thing[0] in "ab" and thing not in TAKEN_BACK) or thing in points


@cache
def may_read(role: str, canary: str, state: str) -> bool:
    """Return whether the role may be shown the canary in that state."""
    thing, _, part = canary.removeprefix("zq-").removesuffix("-qz").partition(".")
    return role in readers_of(thing, part, state)


__all__ = ["EVERYBODY", "may_read", "readers_of"]
