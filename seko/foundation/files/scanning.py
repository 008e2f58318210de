"""The virus scanner: clamd's INSTREAM conversation."""

from __future__ import annotations

import logging
import socket
import struct
from enum import Enum

from django.conf import settings

CHUNK = 64 * 1024
SECONDS = 5.0
LONGEST_REPLY = 4_096

log = logging.getLogger(__name__)


class Verdict(Enum):
    """What the scanner says; `UNKNOWN` where it does not answer or cannot tell, `ABSENT` where none is set up."""

    CLEAN = "clean"
    INFECTED = "infected"
    UNKNOWN = "unknown"
    ABSENT = "absent"


def scan(data: bytes) -> Verdict:
    """Ask the scanner at `settings.CLAMD_ADDRESS` (`host:port` or a socket's path) about the bytes; never raises."""
    address = settings.CLAMD_ADDRESS
    if not address:
        return Verdict.ABSENT
    try:
        reply = _conversation(address, data)
    except (OSError, ValueError) as error:
        log.warning("the scanner does not answer: %s", type(error).__name__)
        return Verdict.UNKNOWN
    if reply.endswith(b" FOUND"):
        return Verdict.INFECTED
    if reply == b"stream: OK":
        return Verdict.CLEAN
    log.warning("the scanner cannot tell: %s", reply[:80].decode("ascii", "replace"))
    return Verdict.UNKNOWN


def _conversation(address: str, data: bytes) -> bytes:
    """Return clamd's reply to `zINSTREAM`: chunks with their length before them, ended by one of length zero."""
    with _connected(address) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), CHUNK):
            chunk = data[start : start + CHUNK]
            line.sendall(struct.pack("!L", len(chunk)) + chunk)
        line.sendall(struct.pack("!L", 0))
        reply = b""
        while not reply.endswith(b"\0") and len(reply) < LONGEST_REPLY:
            part = line.recv(1_024)
            if not part:
                break
            reply += part
    return reply.rstrip(b"\0\n")


def _connected(address: str) -> socket.socket:
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS)
        try:
            line.connect(address)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), SECONDS)
