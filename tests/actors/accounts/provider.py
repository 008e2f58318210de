"""A small identity provider that speaks OpenID Connect over a real connection: the fixture `provider`."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt
import pytest

CLIENT, SECRET = "seko", "tajna-tajna-tajna-tajna-tajna-tajna"


@dataclass
class Provider:
    """What it says of whoever signs in, and what it was asked."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: Any) -> None:
            """Say nothing."""

        def _answer(self, data: dict[str, Any]) -> None:
            body = json.dumps(data).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            """Tell where things are, or who signed in."""
            provider.asked.append(self.path)
            if self.path.endswith("/openid-configuration"):
                self._answer(
                    {
                        "issuer": provider.issuer,
                        "authorization_endpoint": f"{provider.issuer}/authorize",
                        "token_endpoint": f"{provider.issuer}/token",
                        "userinfo_endpoint": f"{provider.issuer}/userinfo",
                        "jwks_uri": f"{provider.issuer}/keys",
                    }
                )
            else:
                self._answer(provider.claims)

        def do_POST(self) -> None:
            """Exchange the code."""
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            provider.asked.append(f"{self.path} {sorted(form)}")
            told = {**provider.claims, "iss": provider.issuer, "aud": CLIENT, "exp": 4_000_000_000}
            self._answer({"access_token": "znak", "token_type": "Bearer", "id_token": jwt.encode(told, SECRET)})

    return Handler


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    """Start the provider on a free port and configure the platform to use it."""
    found = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(found))
    found.issuer = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.OIDC_ISSUER, settings.OIDC_NAME = found.issuer, "еИД"
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": "еИД",
                    "client_id": CLIENT,
                    "secret": SECRET,
                    "settings": {"server_url": found.issuer, "fetch_userinfo": True},
                }
            ],
        }
    }
    yield found
    server.shutdown()
    server.server_close()
