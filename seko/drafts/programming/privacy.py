"""What the fields of kinds, rules and key dates hold of people: nothing."""

from __future__ import annotations

from seko.foundation.privacy.declarations import impersonal

impersonal("programming.DocumentKind", "code", "name_sr", "name_en")
impersonal("programming.TimeRule", "code", "subject", "citation_sr", "citation_en")
impersonal("programming.KeyDate", "cycle", "name_sr", "name_en", "words_sr", "words_en")
