"""Addresses of pages of other apps, where this installation has them."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse


def address(name: str, *arguments: object) -> str:
    """Return the address of the page of that name, nothing where there is none."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
