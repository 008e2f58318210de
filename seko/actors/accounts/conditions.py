"""What this app asks of the apps above it."""

from __future__ import annotations

from seko.foundation.workflow.conditions import Inquiry

# Asked of (person, day): whether the person acts for the state under any mandate, and so needs a second factor.
needs_second_factor = Inquiry("whether a person needs a second factor")
