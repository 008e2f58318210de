"""Everything about Serbian text: scripts, folding, stems, order, likeness, difference. Pure Python, no Django."""
