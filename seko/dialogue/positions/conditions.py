"""What positions ask of upper apps: before a point leaves the board, and who else may read one."""

from seko.foundation.workflow.conditions import Condition, Readers

# decide(points, now): the points (a list) may stop being live; responses refuse where one is being answered.
removable = Condition("points may leave the board")
readers = Readers("point")
