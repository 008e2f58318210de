"""A scanner for tests: speaks INSTREAM as strictly as clamd does; `test_scanning` compares it with a real one."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# In two parts, so that no scanner takes this file for the test virus itself.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
LIMIT = 30 * 1024 * 1024


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        if self.rfile.read(10) != b"zINSTREAM\0":
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        data = b""
        while length := struct.unpack("!L", self.rfile.read(4))[0]:
            data += self.rfile.read(length)
            if len(data) > LIMIT:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        found = data.startswith(EICAR) or (self.server.knows and self.server.knows in data)  # type: ignore[attr-defined]
        self.wfile.write(b"stream: Eicar-Test-Signature FOUND\0" if found else b"stream: OK\0")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    knows = b""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that hangs up is its own affair."""


@contextmanager
def scanner(*, knows: bytes = b"") -> Iterator[str]:
    """Yield the address (`host:port`) of a scanner that knows one virus, and the bytes that it `knows` beside it."""
    with _Server(("127.0.0.1", 0), _Conversation) as server:
        server.knows = knows
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
