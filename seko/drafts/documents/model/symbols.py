"""Glyphs of symbol fonts and of form fields, as the nearest letter of Unicode."""

from __future__ import annotations

from typing import Final

UNKNOWN: Final = "�"
TICKED: Final = "☒"
UNTICKED: Final = "☐"

_WINGDINGS: Final = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "❐", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖",
    0x77: "⬥", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: "☐", 0xAA: "✦", 0xAB: "★", 0xB2: "✧",
    0xD8: "➢", 0xDC: "➲", 0xE0: "→", 0xDF: "←", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xFB: "✗",
    0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x28: "☎", 0x2A: "✉", 0x3A: "🖳", 0x3F: "✍",
}  # fmt: skip
_WINGDINGS_2: Final = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x97: "●", 0x99: "◉", 0x9A: "◎",
}  # fmt: skip
_SYMBOL: Final = {
    0x6E: "ν", 0x61: "α", 0x62: "β", 0x63: "χ", 0x64: "δ",
    0x65: "ε", 0x66: "φ", 0x67: "γ", 0x68: "η", 0x69: "ι", 0x6A: "ϕ",
    0x6B: "κ", 0x6C: "λ", 0x6D: "μ", 0x6F: "ο", 0x70: "π", 0x71: "θ", 0x72: "ρ", 0x73: "σ", 0x74: "τ",
    0x75: "υ", 0x77: "ω", 0x78: "ξ", 0x79: "ψ", 0x7A: "ζ", 0x44: "Δ", 0x46: "Φ", 0x47: "Γ", 0x4C: "Λ", 0x50: "Π",
    0x51: "Θ", 0x53: "Σ", 0x57: "Ω", 0x58: "Ξ", 0x59: "Ψ", 0x2D: "−", 0xA0: "€", 0xA3: "≤", 0xA5: "∞", 0xA8: "♦",
    0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xD6: "√", 0xD7: "⋅", 0xDE: "⇒", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_FONTS: Final = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def symbol_letter(code: str, font: str) -> str:
    """The letter for a `w:sym` (hexadecimal code, font name); U+FFFD where none is known."""
    try:
        number = int(code, 16)
    except ValueError:
        return UNKNOWN
    if 0xF000 <= number <= 0xF0FF or number < 0x100:
        table = _FONTS.get(font.strip().lower())
        if table is not None:
            return table.get(number & 0xFF, UNKNOWN)
        return chr(number & 0xFF) if 0x20 < number & 0xFF < 0x7F else UNKNOWN
    return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else UNKNOWN


def bullet_letter(pattern: str, font: str) -> str:
    """The bullet a list level shows, without the private letters of symbol fonts; "•" where it cannot be told."""
    text = pattern.strip()
    if not text:
        return "•"
    letter = text[0]
    if 0xF000 <= ord(letter) <= 0xF0FF:
        found = symbol_letter(f"{ord(letter):X}", font or "symbol")
        return "•" if found == UNKNOWN else found
    if letter == "o" and font.lower().startswith("courier"):
        return "◦"
    table = _FONTS.get(font.lower())
    if table is not None and len(text) == 1 and ord(letter) < 0x100:
        return table.get(ord(letter), "•")
    return text
