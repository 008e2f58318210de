"""Rules about the house itself: floors, file names, templates, migrations, what may stand in the repository."""
