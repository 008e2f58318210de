"""The app's entry in the registry."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from seko.foundation.design import navigation


class DocumentsConfig(AppConfig):
    name = "seko.drafts.documents"
    label = "documents"

    def ready(self) -> None:
        """Register the place in the navigation, what needs two persons, the kind of file, the check of the system."""
        navigation.register("documents", _("Documents"), order=25)
        from seko.drafts.documents import actions, checks, presenters  # noqa: F401 - they register themselves
