"""What every address answers to every role in every state, by area (reliability.md F; design.md where they differ).

The states and roles are those of `states` and `cast`; groups such as `k-readers` are worked out in `readers`. Rules are
read from left to right, the first that holds counts. A page for signed-in people leads anybody else to the sign-in; a
deed without a session is answered "signed out" (403) with everything that was typed: that is said once, in `cases`.
"""

from __future__ import annotations

from tests.permissions.expected.accounts import accounts
from tests.permissions.expected.answering import answering
from tests.permissions.expected.calls import calls
from tests.permissions.expected.commenting import commenting
from tests.permissions.expected.conducting import conducting
from tests.permissions.expected.documents import documents
from tests.permissions.expected.exchange import exchange
from tests.permissions.expected.mechanism import mechanism
from tests.permissions.expected.memoranda import memoranda
from tests.permissions.expected.own_data import own
from tests.permissions.expected.papers import papers
from tests.permissions.expected.people import people
from tests.permissions.expected.positions import positions
from tests.permissions.expected.public import public
from tests.permissions.expected.register import register
from tests.permissions.expected.reporting import reporting
from tests.permissions.expected.returning import returning
from tests.permissions.expected.searching import searching

TABLES = (
    public,
    accounts,
    own,
    documents,
    conducting,
    commenting,
    positions,
    answering,
    reporting,
    returning,
    searching,
    mechanism,
    calls,
    memoranda,
    people,
    register,
    exchange,
    papers,
)
