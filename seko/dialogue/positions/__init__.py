"""A SEKO's common position and the fate of each comment."""
