"""The classes of fields: every app says in its `privacy.py` what each of its fields holds (reliability.md G).

From these declarations the register of processing is made (Personal Data Protection Act, Article 47; GDPR, Article 30).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise


class Sensitivity(models.TextChoices):
    """What a field tells of a person."""

    NONE = "none", _("Nothing personal")
    IDENTIFIER = "identifier", _("Identifier of a person, without the name")
    WORK = "work", _("Work contact")
    PERSONAL = "personal", _("Personal")
    SENSITIVE = "sensitive", _("Special category")
    SECRET = "secret", _("Secret of the sign-in")


# Where a declaration says who decides: every basis stands until the controller's data protection officer confirms it.
PUBLIC_TASK = _("Task in the public interest (Personal Data Protection Act, Article 12(1)5; GDPR, Article 6(1)(e))")
LEGAL_DUTY = _("Legal obligation (Personal Data Protection Act, Article 12(1)3; GDPR, Article 6(1)(c))")


@dataclass(frozen=True, slots=True)
class Processing:
    """One entry of the register: why personal data is processed, on which basis, who reads it, how long it is kept."""

    code: str
    title: Words
    purpose: Words
    basis: Words
    circle: Words
    keeping: Words


@dataclass(frozen=True, slots=True)
class Classed:
    """One classed field; without a processing it holds nothing personal."""

    model: str
    field: str
    sensitivity: Sensitivity
    processing: Processing | None = None


_classed: dict[tuple[str, str], Classed] = {}


def declare(model: str, processing: Processing, sensitivity: Sensitivity, *fields: str) -> None:
    """Say that these fields of a model (`app.Model`) hold personal data. `LookupError` for what does not exist."""
    for field in fields:
        _keep(Classed(model, field, sensitivity, processing))


def impersonal(model: str, *fields: str) -> None:
    """Say that these fields of a model hold nothing personal. `LookupError` for what does not exist."""
    for field in fields:
        _keep(Classed(model, field, Sensitivity.NONE))


def _keep(classed: Classed) -> None:
    found = apps.get_model(classed.model)
    if classed.field not in {field.name for field in found._meta.concrete_fields}:
        raise LookupError(f"{classed.model} has no field {classed.field}")
    _classed[classed.model, classed.field] = classed


def classed() -> tuple[Classed, ...]:
    """Return every declaration, by model and field."""
    return tuple(_classed[key] for key in sorted(_classed))


def processings() -> tuple[tuple[Processing, tuple[Classed, ...]], ...]:
    """Return the register: each processing with its fields, in the order in which apps declared them."""
    found: dict[Processing, list[Classed]] = {}
    for each in _classed.values():
        if each.processing is not None:
            found.setdefault(each.processing, []).append(each)
    return tuple((processing, tuple(fields)) for processing, fields in found.items())


def must_be_declared(field: models.Field[object, object]) -> bool:
    """Return whether a field could hold something of a person: texts, files and structured data, links to a person,
    identifiers that are no key. The rest (numbers, yes or no, days and moments, choices, links between things) tells
    nothing by itself.
    """
    if field.choices:
        return False
    if field.is_relation:
        related = field.related_model
        return isinstance(related, type) and related._meta.label == "accounts.Person"
    texts = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.FileField)
    return isinstance(field, texts) or (isinstance(field, models.UUIDField) and not field.primary_key)


def undeclared() -> tuple[str, ...]:
    """Return the fields that could hold something of a person and that no app has classed."""
    return tuple(
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if must_be_declared(field) and (model._meta.label, field.name) not in _classed
    )
