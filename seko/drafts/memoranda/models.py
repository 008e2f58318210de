"""Memoranda of cooperation: the founding agreements, with their sources."""

from __future__ import annotations

from django.db import models


class Memorandum(models.Model):
    """An agreement of the state with lead organisations; `source` names where the facts stand.

    Parties are kept by name as signed: they are history, not today's register.
    """

    code = models.SlugField(max_length=40, unique=True)
    title_sr = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    signed_on = models.DateField()
    state_party_sr = models.CharField(max_length=200)
    state_party_en = models.CharField(max_length=200)
    summary_sr = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    parties = models.JSONField(default=list)
    source = models.TextField()

    class Meta:
        ordering = ("-signed_on",)
        verbose_name_plural = "memoranda"

    def __str__(self) -> str:
        return self.title_sr
