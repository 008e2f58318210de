"""The colours and shapes of paper: visual-design's tokens, and its one sprite, for formats without a stylesheet."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from seko.foundation import design
from seko.foundation.design.states import Shape, Tone
from seko.foundation.rendering.report import Fill

INK, INK_2, INK_3 = "#18202c", "#434d5c", "#596373"
LINE, LINE_2, GROUND = "#dadfe6", "#7d8796", "#f6f7f9"
ACT, WAIT, WAIT_TINT = "#1d4f9c", "#754700", "#fff3d9"
YES, NO, LATE = "#17603a", "#6a2b5d", "#9c2312"

TONES = {Tone.WAIT: WAIT, Tone.LATE: LATE, Tone.YES: YES, Tone.NO: NO, Tone.PLAIN: INK_2}

# Fill and outline of a bar: a pale one carries an outline of at least 3.6:1 (visual-design section 4).
FILLS = {
    Fill.YES: (YES, YES),
    Fill.PART: ("#bfe0cc", YES),
    Fill.NO: (NO, NO),
    Fill.WAIT: ("#ffe3a3", "#a87600"),
    Fill.LATE: (LATE, LATE),
    Fill.PLAIN: (LINE_2, LINE_2),
}

# The nearest characters, for files that must do with the reader's own fonts. Segoe UI Symbol and DejaVu have all nine.
SYMBOLS = {
    Shape.RING: "○",
    Shape.DIAMOND: "◆",
    Shape.DISC_TICK: "✔",
    Shape.HALF: "◐",
    Shape.DISC_BAR: "⊖",
    Shape.RING_DOT: "⊙",
    Shape.RING_DASHED: "◌",
    Shape.ARROWS: "⇄",
    Shape.TRIANGLE: "▲",
}

_SYMBOL = re.compile(r'<symbol id="([a-z-]+)" viewBox="0 0 16 16">(.*?)</symbol>', re.DOTALL)


@cache
def drawings() -> dict[Shape, str]:
    """Return the inside of each shape's drawing (SVG, 16 units a side, `currentColor`), from the design's sprite."""
    sprite = Path(design.__path__[0], "static", "design", "icons.svg").read_text(encoding="utf-8")
    found = dict(_SYMBOL.findall(sprite))
    return {shape: found[shape.value] for shape in Shape}
