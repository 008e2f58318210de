"""Bodies and the mandates under which people act for them."""
