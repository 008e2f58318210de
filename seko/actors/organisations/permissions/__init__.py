"""Who may do what with organisations and mandates."""

from seko.actors.organisations.permissions.bodies import (
    may_edit_profile,
    may_keep_register,
    may_merge,
    may_succeed,
)

__all__ = ["may_edit_profile", "may_keep_register", "may_merge", "may_succeed"]
