"""Fields that the forms of calls share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism.models import Seko
from seko.actors.mechanism.queries import organisations_named
from seko.actors.organisations.models import Organisation
from seko.foundation.core.fields import OneOf
from seko.foundation.core.languages import current, in_form
from seko.foundation.design import spoken


class SekoChoice(OneOf[Seko]):
    """A choice of a SEKO, named in the page's form."""

    def label_from_instance(self, obj: Seko) -> str:
        """Return the SEKO's name."""
        return in_form(obj, "name")


class PartnerLines(forms.CharField):
    """Organisations, one on each line: by name in either script, or by registry number."""

    def read(self, typed: str) -> tuple[list[Organisation], list[Any]]:
        """Return the organisations, and a sentence for each line that names none or several."""
        found: list[Organisation] = []
        faults: list[Any] = []
        for line in filter(None, (each.strip() for each in typed.splitlines())):
            likely = organisations_named(line)
            if len(likely) == 1:
                found.append(likely[0])
            elif likely:
                names = "; ".join(spoken.plain_words(each.shown_name, current()) for each in likely)
                faults.append(
                    _("%(line)s: several fit; write the whole name: %(names)s.") % {"line": line[:80], "names": names}
                )
            else:
                faults.append(_("%(line)s: no organisation of this name is in the register.") % {"line": line[:80]})
        return found, faults
