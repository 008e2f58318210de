"""What the pages of files that go out and come back show."""
