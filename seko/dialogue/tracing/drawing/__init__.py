"""How differences, causes and promises are said, on whichever page they stand."""
