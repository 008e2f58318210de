"""What is known about a file's harmlessness."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ScanState(TextChoices):
    """The scanner's verdict. `NOT_SCANNED` exists in demonstration mode only, where no scanner is set up."""

    CLEAN = "clean", _("Checked")
    WAITING = "waiting", _("Being checked")
    NOT_SCANNED = "not-scanned", _("Not checked for viruses")
    REFUSED = "refused", _("Refused: a virus was found")


SERVED = frozenset({ScanState.CLEAN, ScanState.NOT_SCANNED})
