"""What leaving the board asks of upper apps."""

from seko.foundation.workflow.conditions import Condition

# decide(points, now): the points (a list) may stop being live; responses refuse where one is being answered.
removable = Condition("points may leave the board")
