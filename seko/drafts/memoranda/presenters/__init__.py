"""What pages of memoranda show: frozen shapes for the templates."""

from seko.drafts.memoranda.presenters.listing import Group, groups
from seko.drafts.memoranda.presenters.naming import crumbs, title_of
from seko.drafts.memoranda.presenters.page import Page, page_of
from seko.drafts.memoranda.presenters.possible import Deeds, deeds, describe
from seko.drafts.memoranda.presenters.signed import ShownFile, files_of

__all__ = [
    "Deeds",
    "Group",
    "Page",
    "ShownFile",
    "crumbs",
    "deeds",
    "describe",
    "files_of",
    "groups",
    "page_of",
    "title_of",
]
