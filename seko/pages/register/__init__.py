"""Who is who: the public pages of organisations, areas, their consortia and networks."""
