"""Tables that went out and were filled in: their cells by the hidden keys, whatever file they are in; no rules."""
