"""Pages of signing in and of the person's own sign-in."""
