"""The app's entry in the registry."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from seko.foundation.design import navigation


class DocumentsConfig(AppConfig):
    name = "seko.drafts.documents"
    label = "documents"

    def ready(self) -> None:
        """Register the place in the navigation, what needs two persons, the kind of file, the check of the system, what
        becomes of the documents of a body that is no more.
        """
        navigation.register("documents", _("Documents"), order=25)
        from seko.actors.organisations import conditions as of_organisations
        from seko.drafts.documents import actions, checks, presenters  # noqa: F401 - they register themselves

        of_organisations.succeeded.register(actions.pass_on_documents)
        of_organisations.merged.register(actions.pass_on_documents_to_survivor)
