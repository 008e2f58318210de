"""What administrators do: they help people who lost their second factor, and read nobody's words."""
