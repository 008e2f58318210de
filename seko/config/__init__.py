"""Settings, addresses, start."""
