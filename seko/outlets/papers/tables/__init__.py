"""Tables that go out as Word and Excel files: what they hold, and how either file draws it."""
