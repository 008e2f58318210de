"""What upper apps do when an organisation is closed, taken over or merged."""

from seko.foundation.workflow.conditions import Consequence

# organisation=, by=, now=: it has ended or was merged; nobody acts for it any more.
closed = Consequence("organisation-closed")
# succession=, by=, now=: one body took over from another; of a whole one everything open passes on.
succeeded = Consequence("organisation-succeeded")
# alias=, survivor=, by=, now=: what is open of the alias is ended and given anew to the survivor.
merged = Consequence("organisation-merged")
