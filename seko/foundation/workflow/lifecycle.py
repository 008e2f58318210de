"""The lifecycle runner: the only code that assigns a status (house-style: State)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from seko.foundation.core.decisions import Decision
from seko.foundation.core.errors import WrongState, refuse_unless
from seko.foundation.journal import actions as journal
from seko.foundation.workflow.conditions import Condition

May = Callable[[Any, Any, datetime], Decision]
Notify = Callable[..., None]
SAVED_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Transition:
    """One legal step: from any of `sources` by `deed` to `target`."""

    sources: tuple[str, ...]
    deed: str
    target: str
    may: May
    entry: str
    condition: Condition | None = None
    notify: Notify | None = None


class Lifecycle:
    """The table of a model's legal steps and their runner.

    `subject` names the thing in the journal; `scope_of` gives the whole it belongs to (a consultation's identifier).
    """

    def __init__(
        self, subject: str, transitions: Iterable[Transition], *, scope_of: Callable[[Any], object] = lambda thing: ""
    ) -> None:
        self.subject = subject
        self.transitions = tuple(transitions)
        self.scope_of = scope_of
        self._steps = {(source, step.deed): step for step in self.transitions for source in step.sources}

    def step(self, status: str, deed: str) -> Transition:
        """Return the legal step, or raise `WrongState`."""
        try:
            return self._steps[status, deed]
        except KeyError:
            raise WrongState(_("This step is not possible in the present state.")) from None

    def may(self, thing: Any, deed: str, actor: Any, now: datetime) -> Decision:
        """Return whether the deed is possible now for the actor: state, permission, condition, in this order."""
        step = self._steps.get((thing.status, deed))
        if step is None:
            return Decision(allowed=False, reason=_("This step is not possible in the present state."))
        decision = step.may(actor, thing, now)
        if decision and step.condition:
            decision = step.condition.decide(thing, now)
        return decision

    def run(
        self,
        thing: Any,
        deed: str,
        *,
        by: Any,
        now: datetime,
        write: Callable[[Any], None] | None = None,
        facts: dict[str, Any] | None = None,
    ) -> Any:
        """Carry out `deed` on the freshly locked row of `thing` and return that row.

        may? -> legal state? -> condition -> `write(row)` -> status saved -> journal -> notices, in one transaction.
        `facts` are added to the journal entry. Raises `WrongState` or `Refused`.
        """
        rows = type(thing)._base_manager.filter(pk=thing.pk)
        with transaction.atomic():
            row = rows.select_for_update(of=("self",)).get()
            self._run([row], deed, by=by, now=now, write=write, facts=facts)
        return row

    def run_many(
        self,
        rows: models.QuerySet[Any],
        deed: str,
        *,
        by: Any,
        now: datetime,
        write: Callable[[Any], None] | None = None,
        notify: Callable[[list[Any]], None] | None = None,
    ) -> list[Any]:
        """Carry out `deed` on every row of the queryset, all or none, and return the rows in its order.

        The same steps as `run`, with the same number of queries for one and for many as long as the permission reads
        only what the queryset prefetched. `notify(rows)` stands in for the step's own notice: one for the whole deed.
        """
        with transaction.atomic():
            found = list(rows.select_for_update(of=("self",)))
            if found:
                self._run(found, deed, by=by, now=now, write=write, notify=notify)
        return found

    def _run(
        self,
        rows: list[Any],
        deed: str,
        *,
        by: Any,
        now: datetime,
        write: Callable[[Any], None] | None = None,
        facts: dict[str, Any] | None = None,
        notify: Callable[[list[Any]], None] | None = None,
    ) -> None:
        """Carry out the deed on locked rows. The rows of one call are in one state and belong to one whole."""
        step = self.step(rows[0].status, deed)
        entries: dict[Any, dict[str, Any]] = {}
        for row in rows:
            step = self.step(row.status, deed)
            refuse_unless(step.may(by, row, now))
            if step.condition:
                refuse_unless(step.condition.decide(row, now))
            if write:
                write(row)
            previous, row.status = row.status, step.target
            entries[row.pk] = {"from": previous, "to": step.target, **(facts or {})}
        self._save(rows)
        if notify:
            notify(rows)
        elif step.notify:
            for row in rows:
                step.notify(row, by=by, now=now)
        journal.record_each(step.entry, self.subject, entries, by=by, now=now, scope=self.scope_of(rows[0]))

    @staticmethod
    def _save(rows: list[Any]) -> None:
        if len(rows) == 1:
            rows[0].save()
            return
        model = type(rows[0])
        fields = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
        model._base_manager.bulk_update(rows, fields, batch_size=SAVED_AT_ONCE)

    def diagram(self) -> str:
        """Return the table as Mermaid text for `docs/`."""
        lines = ["stateDiagram-v2"]
        for step in self.transitions:
            lines += [f"    {source} --> {step.target}: {step.deed}" for source in step.sources]
        return "\n".join(lines)


def status_field(choices: type[models.TextChoices], initial: str) -> models.CharField[str, str]:
    """Return the status column of a model with a lifecycle."""
    return models.CharField(max_length=30, choices=choices.choices, default=initial, editable=False)
