"""Documents, their versions and uploads."""

from __future__ import annotations

from tests.permissions import states as s
from tests.permissions.cases import PUBLIC, SIGNED_IN, Table

documents = Table("documents", s.DRAFTED, s.ANNOUNCED, s.PUBLISHED, s.PUBLIC, s.REPORTED)

documents.route("documents", PUBLIC)
documents.get("documents", "", "else 200")
documents.route("document-new", SIGNED_IN)
documents.get("document-new", "", "ministry-both officers: 200; else 403")
documents.post(
    "document-new",
    "",
    "ministry-both officer: 302; other_officer: 400; else 403",
    {"title": "Нови", "kind": "action_document", "institution": "<institution:officer>", "code": "novi"},
)
documents.route("document", PUBLIC)
documents.get("document", "d", "d1-readers: 200; else 404")
documents.get("document", "f", "overseers other_officer: 200; else 404")
documents.get("document", "h", "else 200")
documents.get("document", "x", "x-readers: 200; else 404")
documents.route("version", PUBLIC)
documents.get("version", "d 1", "d1-readers: 200; else 404")
documents.get("version", "d 2", "overseers officer: 200; else 404")
documents.get("version", "e 1", "overseers officer: 200; else 404")
documents.get("version", "f 1", "overseers other_officer: 200; else 404")
documents.get("version", "h 1", "else 200")
documents.get("version", "i 1", "else 200")
documents.get("version", "x 1", "x-readers: 200; else 404")
documents.route("version-file", PUBLIC)
documents.get("version-file", "d 1", "d1-readers: 200; else 404")
documents.get("version-file", "d 2", "overseers officer: 200; else 404")
documents.get("version-file", "f 1", "overseers other_officer: 200; else 404")
documents.get("version-file", "h 1", "overseers other_officer: 200; else 404")
documents.get("version-file", "x 1", "x-readers: 200; else 404")
documents.route("version-indicators", PUBLIC)
documents.get("version-indicators", "d 1", "d1-readers: 200; else 404")
documents.get("version-indicators", "d 2", "overseers officer: 200; else 404")
documents.get("version-indicators", "f 1", "overseers other_officer: 200; else 404")
documents.get("version-indicators", "h 1", "overseers other_officer: 200; else 404")
documents.get("version-indicators", "x 1", "x-readers: 200; else 404")
documents.route("version-step", SIGNED_IN)
documents.post("version-step", "d 2 propose", "ministry-both officer: 302; auditor: 403; else 404")
documents.post("version-step", "f 1 propose", "ministry-both other_officer: 302; auditor: 403; else 404")
documents.post("version-step", "e 1 publish", "second: 302; ministry officer auditor: 403; else 404")
documents.post("version-step", "e 1 take-back", "ministry-both officer: 302; auditor: 403; else 404")
documents.post("version-step", "i 1 propose", "else 409")
documents.post("version-step", "d 2 erase", "else 404")
documents.route("translation", PUBLIC)
documents.get("translation", "d 1 en", "d1-readers: 200; else 404")
documents.get("translation", "f 1 en", "ministry-both other_officer: 200; else 404")
documents.get("translation", "x 1 en", "else 404")
documents.route("translation-file", PUBLIC)
documents.get("translation-file", "d 1 en", "d1-readers: 200; else 404")
documents.get("translation-file", "f 1 en", "ministry-both other_officer: 200; else 404")
documents.route("translation-parts", SIGNED_IN)
documents.post("translation-parts", "f 1 en", "ministry-both other_officer: 302; else 404")
documents.post("translation-parts", "d 1 en", "ministry-both officer: 409; d1-readers: 403; else 404")
documents.route("translation-discard", SIGNED_IN)
documents.post("translation-discard", "f 1 en", "ministry-both other_officer: 302; else 404")
documents.post("translation-discard", "d 1 en", "ministry-both officer: 409; d1-readers: 403; else 404")
documents.route("translation-hide", SIGNED_IN)
documents.post(
    "translation-hide", "d 1 en", "ministry-both: 302; d1-readers: 403; else 404", {"hide-reason": "Грешка."}
)
documents.route("translation-step", SIGNED_IN)
documents.post("translation-step", "f 1 en propose", "ministry-both other_officer: 302; else 404")
documents.post("translation-step", "e 1 en publish", "second: 302; ministry officer: 403; else 404")
documents.post("translation-step", "e 1 en take-back", "ministry-both officer: 302; else 404")
documents.post("translation-step", "d 1 en erase", "else 404")
documents.route("version-release", SIGNED_IN)
documents.post("version-release", "d 1", "ministry-both: 302; d1-readers: 403; else 404", {"circle": "institution"})
documents.post(
    "version-release", "d 2", "ministry-both: 302; auditor officer: 403; else 404", {"circle": "public"}, is_silent=True
)
documents.post("version-release", "x 1", "ministry-both: 302; x-readers: 403; else 404", {"circle": "institution"})
documents.route("version-hide", SIGNED_IN)
documents.post(
    "version-hide", "d 1",
    "ministry-both: 409 in drafted; ministry-both: 302 from concluded; d1-readers: 403; else 404",
    {"hide-reason": "Грешка."},
)  # fmt: skip
documents.post("version-hide", "i 1", "ministry-both: 302; else 403", {"hide-reason": "Грешка."})
documents.route("import-new", SIGNED_IN)
documents.get("import-new", "d", "ministry-both officer: 200; d1-readers: 403; else 404")
documents.get("import-new", "e", "ministry-both officer: 302; auditor: 403; else 404")
documents.get("import-new", "f", "ministry-both other_officer: 302; auditor: 403; else 404")
documents.post("import-new", "d", "ministry-both officer: 400; d1-readers: 403; else 404", {"language": "sr"})
documents.route("import", SIGNED_IN)
documents.get("import", "e <upload:ue>", "ministry-both officer: 200; else 404")
documents.get("import", "f <upload:uf>", "ministry-both other_officer: 200; else 404")
documents.route("import-keep", SIGNED_IN)
documents.post("import-keep", "e <upload:ue>", "ministry-both officer: 302; else 404", {"acknowledged": "much-lost:1"})
documents.post(
    "import-keep", "f <upload:uf>", "ministry-both other_officer: 302; else 404", {"acknowledged": "much-lost:1"}
)
documents.route("import-cancel", SIGNED_IN)
documents.post("import-cancel", "e <upload:ue>", "ministry-both officer: 302; else 404")
documents.post("import-cancel", "f <upload:uf>", "ministry-both other_officer: 302; else 404")

documents.route("versions-compare", PUBLIC)
documents.get("versions-compare", "d 1 2", "overseers officer: 200; else 404")
documents.get("versions-compare", "d 2 1", "else 404")
documents.route("differences", PUBLIC)
documents.get("differences", "d 2", "overseers officer: 200 from announced; else 404")
documents.post("differences", "d 2",
               "ministry-both officer: 302 from announced; overseers: 403 from announced; else 404",
               {"reason": "editorial", "difference": "<difference:d2>"})  # fmt: skip
documents.route("placements", PUBLIC)
documents.get("placements", "d 1", "d1-readers: 200; else 404")
documents.get("placements", "d 2", "overseers officer: 200; else 404")
documents.get("placements", "x 1", "x-readers: 200; else 404")
documents.route("placements-carry", SIGNED_IN)
documents.post("placements-carry", "d 1", "ministry-both officer: 302; d1-readers: 403; else 404")
documents.post("placements-carry", "d 2", "ministry-both officer: 302; auditor: 403; else 404")
documents.route("placement-choose", SIGNED_IN)
documents.get("placement-choose", "x 1 <comment:x-c1>", "ministry-both other_officer: 200; x-c1-readers: 403; else 404")
documents.post(
    "placement-choose", "x 1 <comment:x-c1>", "ministry-both other_officer: 409; x-c1-readers: 403; else 404",
    {"choice": "removed", "seen": "an earlier one"},
)  # fmt: skip
