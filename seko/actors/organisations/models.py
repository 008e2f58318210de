"""Organisations, their names in time and their successors, mandates and invitations."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from seko.actors.organisations.enums import (
    CIVIL_SOCIETY,
    InvitationStatus,
    JoiningStatus,
    OrganisationKind,
    Role,
    SuccessionKind,
)
from seko.foundation.core.languages import as_written


class FieldOfWork(models.Model):
    """A field in which organisations work (catalogue/fields_of_work.json)."""

    code = models.SlugField(max_length=40, unique=True)
    name_sr = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.name_sr


class Organisation(models.Model):
    """A body: an association, a ministry, an agency, a donor.

    `name` is as registered, in its own script, today; what it was called before stands in `former_names`. By
    `name_key` (the folded name), `name_alike` (without words of law) and `name_skeleton` (what it looks like in
    capitals) look-alikes are found; of those in force no two look the same. `order_*` are the places in a Serbian
    list, one for each language form (`foundation.text.collation`, in UTF-8, so that bytes compare on both engines).
    All of them are written by `actions.names` alone.

    An organisation that was entered twice is an alias of the one it is `merged_into`; it keeps what was done under it.
    `ended_on` is the day on which it was abolished or struck off; `closed_at` the moment at which the platform was
    told that it ended or was merged.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, db_index=True)
    name_alike = models.CharField(max_length=200, blank=True, db_index=True)
    name_skeleton = models.CharField(max_length=200, blank=True, db_index=True)
    order_sr = models.BinaryField(default=b"")
    order_latn = models.BinaryField(default=b"")
    order_en = models.BinaryField(default=b"")
    name_en = models.CharField(max_length=200, blank=True)
    short_name = models.CharField(max_length=60, blank=True)
    town = models.CharField(max_length=80, blank=True)
    town_key = models.CharField(max_length=80, blank=True, db_index=True)
    registry_number = models.CharField(max_length=20, blank=True)
    tax_number = models.CharField(max_length=20, blank=True)
    fields_of_work = models.ManyToManyField(FieldOfWork, blank=True, related_name="organisations")
    profile = models.TextField(blank=True)
    profile_en = models.TextField(blank=True)
    website = models.URLField(max_length=200, blank=True)
    public_email = models.EmailField(max_length=254, blank=True)
    founded_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="aliases")
    is_fictional = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name_key",)
        constraints = (
            models.UniqueConstraint(
                fields=("registry_number",),
                condition=~models.Q(registry_number="") & models.Q(merged_into__isnull=True),
                name="one_registry_number",
            ),
            models.UniqueConstraint(
                fields=("tax_number",),
                condition=~models.Q(tax_number="") & models.Q(merged_into__isnull=True),
                name="one_tax_number",
            ),
            models.UniqueConstraint(
                fields=("name_skeleton",),
                condition=~models.Q(name_skeleton="")
                & models.Q(merged_into__isnull=True)
                & models.Q(ended_on__isnull=True),
                name="one_look",
            ),
        )
        indexes = (
            *(
                models.Index(fields=(order, "id"), condition=models.Q(merged_into__isnull=True), name=f"listed_{order}")
                for order in ("order_sr", "order_latn", "order_en")
            ),
            # Nearly all are in nothing merged: the plain index of the key would not be used.
            models.Index(fields=("merged_into",), condition=models.Q(merged_into__isnull=False), name="alias_of"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """The name for a page: the English one on English pages where there is one, else as registered; the filter
        `words` (or `spoken.plain_words`) brings it into the page's form and marks its language.
        """
        return as_written(self, "name")

    @property
    def is_civil_society(self) -> bool:
        """Whether it is an organisation of civil society (else of the state or a donor)."""
        return self.kind in CIVIL_SOCIETY


class NameWord(models.Model):
    """A folded word of a name (today's, the short, the English one, former ones, those of aliases): by its beginning
    organisations are searched, by its rarity look-alikes are found.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="name_words", db_index=False)
    word = models.CharField(max_length=40)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organisation", "word"), name="one_name_word"),)
        indexes = (models.Index(fields=("word", "organisation"), name="name_word"),)

    def __str__(self) -> str:
        return self.word


class FormerName(models.Model):
    """What an organisation was called until a day (included); no start: since when is not known.

    Today's name stands in the organisation itself. `basis` says by which act the name changed.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, db_index=True)
    name_en = models.CharField(max_length=200, blank=True)
    short_name = models.CharField(max_length=60, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField()
    basis = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("ends_on", "pk")
        constraints = (
            models.UniqueConstraint(fields=("organisation", "ends_on"), name="one_name_at_a_time"),
            models.CheckConstraint(
                condition=models.Q(starts_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="name_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """The name for a page, as `Organisation.shown_name`."""
        return as_written(self, "name")


class Succession(models.Model):
    """One body took over from another on a day; what was open at the predecessor passes to the successor.

    A change of name alone is no succession. `basis` says by which act (a law, a decision, its official gazette).
    """

    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="precessions")
    kind = models.CharField(max_length=12, choices=SuccessionKind.choices, default=SuccessionKind.WHOLE)
    happened_on = models.DateField()
    basis = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("happened_on", "pk")
        constraints = (
            models.UniqueConstraint(fields=("predecessor", "successor"), name="one_succession"),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="successor_is_another_body"
            ),
        )

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Mandate(models.Model):
    """A person's right to act for an organisation in a role, from a day to a day (both included).

    `scope` narrows it: the code of one SEKO, or empty for all the organisation's work. `ended_at` is the moment at
    which a deed ended it: it no longer holds from then on (`core.periods.in_force`). `returned_at` says when the work
    of an ended one was returned to its organisation and people were told; no right depends on it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mandates")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="mandates")
    role = models.CharField(max_length=30, choices=Role.choices)
    scope = models.CharField(max_length=40, blank=True)
    is_deputy = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="mandate_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(ends_on__isnull=False),
                name="ended_mandate_has_last_day",
            ),
        )
        indexes = (models.Index(fields=("person", "starts_on"), name="mandate_person"),)

    def __str__(self) -> str:
        return f"{self.person} – {self.organisation} – {self.role}"


class Invitation(models.Model):
    """An offer to act for an organisation, sent to an address; whoever takes it up there gets the mandate.

    Only the digest of its token is kept. What it offers never changes: another offer is another invitation.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=8, default="sr")
    role = models.CharField(max_length=30, choices=Role.choices)
    scope = models.CharField(max_length=40, blank=True)
    is_deputy = models.BooleanField(default=False)
    mandate_ends_on = models.DateField(null=True, blank=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    status = models.CharField(
        max_length=30, choices=InvitationStatus.choices, default=InvitationStatus.SENT, editable=False
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    mandate = models.OneToOneField(Mandate, on_delete=models.PROTECT, null=True, blank=True, related_name="invitation")

    class Meta:
        ordering = ("-created_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "email", "role", "scope"),
                condition=models.Q(status="sent"),
                name="one_open_invitation",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} – {self.role} – {self.status}"


class JoiningRequest(models.Model):
    """A person without a mandate says "I belong to this organisation" and asks for one; its people decide.

    `words` is what the person wrote to them. A granted one names the mandate it led to.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="joining_requests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="joining_requests")
    words = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    status = models.CharField(
        max_length=30, choices=JoiningStatus.choices, default=JoiningStatus.WAITING, editable=False
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    mandate = models.OneToOneField(Mandate, on_delete=models.PROTECT, null=True, blank=True, related_name="asked_for")

    class Meta:
        ordering = ("created_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "person"), condition=models.Q(status="waiting"), name="one_waiting_request"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} – {self.status}"


class UsedLink(models.Model):
    """A signed link that was used and does not work again; forgotten once it would no longer work anyway."""

    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest[:12]
