"""What the fields of files that go out hold of people."""

from __future__ import annotations

from seko.foundation.privacy.declarations import impersonal

impersonal("papers.MadePaper", "key", "job")
