"""A real OpenID Connect server on this machine: discovery, authorization with PKCE, tokens signed by a key it publishes.

It logs in whomever the test says, at once, and can be told to lie in one way at a time.
"""

import base64
import hashlib
import json
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, quote_plus, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT_ID = "regulars"
CLIENT_SECRET = "a secret/with + signs"
START_SECONDS_MAX = 20
Claims = dict[str, Any]


class IdentityServer:
    """The server, the person who is at its browser, and how it lies."""

    def __init__(self, url: str, clock: Callable[[], datetime]) -> None:
        self.url = url
        self.clock = clock
        self.person: Claims = {"sub": "u-1", "email": "ann@shop.example", "email_verified": True, "name": "Ann Li"}
        self.lies: Claims = {}
        """Claims that the token has instead of the true ones."""
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        self.published = [self.key]
        self.forger: Callable[[Claims], str] | None = None
        """Makes the token instead of the server's own key."""
        self.asked: Claims = {}
        """The last authorization request."""
        self._codes: dict[str, Claims] = {}

    def app(self) -> Starlette:
        """The server's addresses."""
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._discover),
                Route("/authorize", self._authorize),
                Route("/token", self._token, methods=["POST"]),
                Route("/jwks", self._jwks),
            ]
        )

    def use_new_key(self) -> None:
        """Sign with a key that nobody has seen yet."""
        self.key = RSAKey.generate_key(2048, {"kid": "two", "use": "sig", "alg": "RS256"})
        self.published = [*self.published, self.key]

    async def _discover(self, _: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/jwks",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            }
        )

    async def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        self.asked = asked
        known = asked["client_id"] == CLIENT_ID and asked["redirect_uri"].endswith("/v1/session/provider/callback")
        if not known or asked["response_type"] != "code" or asked["code_challenge_method"] != "S256":
            return Response("bad request", status_code=400)
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}", status_code=302)

    async def _token(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode()))
        asked = self._codes.pop(form["code"], None)
        basic = base64.b64decode(request.headers["authorization"].removeprefix("Basic ")).decode()
        if basic not in {f"{CLIENT_ID}:{CLIENT_SECRET}", f"{CLIENT_ID}:{quote_plus(CLIENT_SECRET)}"}:
            return JSONResponse({"error": "invalid_client"}, status_code=401)
        if asked is None or form["redirect_uri"] != asked["redirect_uri"] or challenge_of(form) != asked["code_challenge"]:
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        now = int(self.clock().timestamp())
        times = {"iat": now, "exp": now + 300}
        claims = {"iss": self.url, "aud": CLIENT_ID, "nonce": asked["nonce"]} | times | self.person | self.lies
        claims = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": "RS256", "kid": self.key.kid}
        token = self.forger(claims) if self.forger else jwt.encode(header, claims, self.key)
        return JSONResponse({"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "id_token": token})

    async def _jwks(self, _: Request) -> Response:
        return JSONResponse(KeySet(list(self.published)).as_dict(private=False))


def challenge_of(form: dict[str, str]) -> str:
    """What PKCE makes of the verifier that came with a code."""
    return base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()


def sign_with_nothing(claims: Claims) -> str:
    """A token that claims to need no signature."""
    parts = ({"alg": "none"}, claims)
    return ".".join(_base64(part) for part in parts) + "."


def sign_with_client_secret(claims: Claims) -> str:
    """A token signed by what the client and the server share."""
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(CLIENT_SECRET), algorithms=["HS256"])


def sign_with_foreign_key(claims: Claims) -> str:
    """A token signed by somebody else under the name of the server's key."""
    return jwt.encode({"alg": "RS256", "kid": "one"}, claims, RSAKey.generate_key(2048))


@contextmanager
def open_identity_server(clock: Callable[[], datetime]) -> Iterator[IdentityServer]:
    """Serve it on a free port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = IdentityServer(f"http://127.0.0.1:{listener.getsockname()[1]}", clock)
        running = uvicorn.Server(uvicorn.Config(server.app(), log_config=None, ws="none", timeout_graceful_shutdown=5))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
        thread.start()
        give_up_at = time.monotonic() + START_SECONDS_MAX
        while not running.started:
            assert time.monotonic() < give_up_at, "the identity server did not start"
            time.sleep(0.005)
        try:
            yield server
        finally:
            running.should_exit = True
            thread.join()


def _base64(part: Claims) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
