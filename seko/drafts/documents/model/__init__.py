"""The DOCX reader: our own walk over the package XML, hardened, without Django; `passages` is its product."""
