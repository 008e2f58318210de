"""What documents ask of upper apps."""

from seko.foundation.workflow.conditions import Condition

hideable = Condition("version may be hidden")
