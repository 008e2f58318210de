"""What the app of organisations asks of upper apps when an organisation is closed, taken over or merged."""

from __future__ import annotations

from seko.foundation.workflow.conditions import Consequence

# Followed with (organisation=, by=, now=): it ended; nobody acts for it any more, its memberships end.
closed = Consequence("organisation-closed")
# Followed with (succession=, by=, now=): one body took over from another; of the whole, what is open passes on.
succeeded = Consequence("organisation-succeeded")
# Followed with (alias=, survivor=, by=, now=): what is open of the alias is ended and given anew to the survivor.
merged = Consequence("organisation-merged")
