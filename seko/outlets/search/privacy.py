"""What the fields of the search index hold of people: nothing of their own."""

from __future__ import annotations

from seko.foundation.privacy.declarations import impersonal

impersonal("search.Entry", "outcome", "terms")
impersonal("search.Waiting", "subject")
