"""Where the bytes lie: the configured storage, with its faults told as one error of ours."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _

from seko.foundation.core.errors import Unavailable

FOLDER = "stored"

log = logging.getLogger(__name__)


def path_of(file_id: UUID) -> str:
    """Return the path of a file in the storage, made of its identifier alone."""
    return f"{FOLDER}/{file_id.hex[:2]}/{file_id.hex}"


def keep(path: str, data: bytes) -> None:
    """Write the bytes so that they outlive a loss of power; raise `Unavailable` where the storage is full or gone."""
    with _told_as_unavailable("write"):
        try:
            kept = default_storage.save(path, ContentFile(data))
            if kept != path:
                raise FileExistsError(path)
            _settle(path)
        except OSError:
            _remove_quietly(path)
            raise


def open_whole(path: str, sha256: str) -> File[bytes]:
    """Return the file, open for reading at its beginning; raise `Unavailable` where it is out of reach or its bytes are
    not those that were stored (`sha256` in hex).
    """
    with _told_as_unavailable("read"):
        opened: File[bytes] = default_storage.open(path, "rb")
        if _digest(opened) != sha256:
            opened.close()
            log.error("the file at %s is not the one that was stored", path)
            raise Unavailable(
                _("This file is no longer the one that was stored, so it is not given out. Tell the administration.")
            )
        opened.seek(0)
        return opened


def read(path: str, sha256: str) -> bytes:
    """Return the bytes; raises as `open_whole`."""
    with open_whole(path, sha256) as file, _told_as_unavailable("read"):
        data: bytes = file.read()
        return data


def digest_of(path: str) -> str:
    """Return the SHA-256 (hex) of the file as it lies there; raise `Unavailable` where it cannot be read now."""
    with _told_as_unavailable("read"), default_storage.open(path, "rb") as file:
        return _digest(file)


def _digest(opened: File[bytes]) -> str:
    found = hashlib.sha256()
    for chunk in opened.chunks():
        found.update(chunk)
    return found.hexdigest()


def is_there(path: str) -> bool:
    """Return whether the storage holds the file; raise `Unavailable` where it does not tell."""
    with _told_as_unavailable("look"):
        return bool(path) and default_storage.exists(path)


def remove(path: str) -> None:
    """Delete the file, which need not be there; raise `Unavailable` where the storage does not let us."""
    with _told_as_unavailable("delete"):
        default_storage.delete(path)


def all_paths() -> Iterator[tuple[str, datetime]]:
    """Yield the path of every kept file and when it was written; raise `Unavailable` where the storage is gone."""
    with _told_as_unavailable("list"):
        if not default_storage.exists(FOLDER):
            return
        for shelf in sorted(default_storage.listdir(FOLDER)[0]):
            for name in sorted(default_storage.listdir(f"{FOLDER}/{shelf}")[1]):
                path = f"{FOLDER}/{shelf}/{name}"
                yield path, default_storage.get_modified_time(path)


def _settle(path: str) -> None:
    """Make a local disk keep the file and its entry in the folder; a remote storage has answered for itself."""
    try:
        local = Path(default_storage.path(path))
    except NotImplementedError:
        return
    for place in (local, local.parent):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove_quietly(path: str) -> None:
    try:
        default_storage.delete(path)
    except OSError as error:
        log.warning("half a file is left at %s: %s", path, type(error).__name__)


@contextmanager
def _told_as_unavailable(deed: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        log.error("the storage of files does not %s: %s", deed, os.strerror(error.errno) if error.errno else "")
        raise Unavailable(
            _("Files cannot be stored or opened at the moment. Comments without files go on; try again later.")
        ) from error
