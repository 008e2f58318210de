"""The pages of the common position: the board, its deeds, handing in, what was handed in, dissent."""

from seko.dialogue.positions.views.boards import board
from seko.dialogue.positions.views.deeds import comments, deed
from seko.dialogue.positions.views.dissents import comment_dissent
from seko.dialogue.positions.views.handing_in import position, submit, take_back
from seko.dialogue.positions.views.points import point, proposal

__all__ = ["board", "comment_dissent", "comments", "deed", "point", "position", "proposal", "submit", "take_back"]
