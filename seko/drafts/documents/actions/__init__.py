"""Everything that changes documents: documents themselves, uploads, versions, who may read them."""

from seko.drafts.documents.actions.importing import (
    ask_to_keep,
    begin_import,
    cancel_import,
    copy_for_publishing,
    keep_import,
    read_file,
    settle_reading,
)
from seko.drafts.documents.actions.passing_on import pass_on_documents, pass_on_documents_to_survivor
from seko.drafts.documents.actions.translations import add_translation, discard_translation, pair_translation
from seko.drafts.documents.actions.versions import (
    add_version,
    create_document,
    propose_hiding,
    propose_version,
    publish_version,
    release_version,
    take_back_version,
)

__all__ = [
    "add_translation",
    "add_version",
    "ask_to_keep",
    "begin_import",
    "cancel_import",
    "copy_for_publishing",
    "create_document",
    "discard_translation",
    "keep_import",
    "pair_translation",
    "pass_on_documents",
    "pass_on_documents_to_survivor",
    "propose_hiding",
    "propose_version",
    "publish_version",
    "read_file",
    "release_version",
    "settle_reading",
    "take_back_version",
]
