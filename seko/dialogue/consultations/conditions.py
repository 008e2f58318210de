"""What a consultation asks of upper apps before a deed, and tells them after one."""

from seko.foundation.workflow.conditions import Condition, Consequence

concludable = Condition("consultation may be concluded")
no_comment_sent = Condition("no comment was sent")
timetable_moved = Consequence("timetable moved")
