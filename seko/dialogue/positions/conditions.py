"""What positions ask of upper apps: before a point leaves the board, who else may read one, what is being answered."""

from seko.foundation.workflow.conditions import Condition, Inquiry, Readers

# decide(points, now): the points (a list) may stop being live; responses refuse where one is being answered.
removable = Condition("points may leave the board")
readers = Readers("point")
# ask(prefix) -> Q: the points to which an answer was begun; `prefix` leads from another model to the point.
being_answered = Inquiry("points that are being answered")
