"""The identity provider: asks an OpenID Connect server who somebody is, by authorization code with PKCE.

What the server says is believed only after its signature, issuer, audience, times and nonce are checked. Where it lives and
what it signs with is read from its discovery document, once, and again when a key turns up that is not known yet.
"""

from datetime import datetime
from typing import Any, NamedTuple

import httpx
from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from regulars.kit.problems import Problem
from regulars.kit.settings import ProviderSettings

SCOPE = "openid email profile"
ANSWER_SECONDS_MAX = 10
LEEWAY_SECONDS = 60
NAME_LENGTH_MAX = 100
ALGORITHMS = ("RS256", "ES256", "PS256", "RS384", "ES384", "PS384", "RS512", "ES512", "PS512")
"""Signatures by a key pair only: `none` proves nothing, and a shared secret would have to be known to both."""
DISCOVERY_PATH = "/.well-known/openid-configuration"


class ProvenPerson(NamedTuple):
    """Somebody as the provider knows them."""

    issuer: str
    subject: str
    email: str | None
    """Only an address that the provider has verified."""
    name: str


class IdentityProvider:
    """One OpenID Connect server, as the settings name it."""

    def __init__(self, settings: ProviderSettings) -> None:
        self.settings = settings
        self._metadata: dict[str, Any] = {}
        self._keys: KeySet | None = None

    def authorization_url(self, *, redirect_uri: str, state: str, nonce: str, verifier: str) -> str:
        """Where to send the browser. Raises Problem `provider_unreachable`."""
        url: str = prepare_grant_uri(
            self._endpoint("authorization_endpoint"),
            client_id=self.settings.client_id,
            response_type="code",
            redirect_uri=redirect_uri,
            scope=SCOPE,
            state=state,
            nonce=nonce,
            code_challenge=create_s256_code_challenge(verifier),
            code_challenge_method="S256",
        )
        return url

    def identify(self, code: str, *, redirect_uri: str, nonce: str, verifier: str, now: datetime) -> ProvenPerson:
        """Exchange a code for a person. Raises Problem `provider_refused` or `provider_unreachable`."""
        token = self._exchange(code, redirect_uri, verifier)
        try:
            claims = self._verified(token, nonce, now)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise _refused(f"The identity provider's token does not hold: {type(error).__name__}.") from error
        email = claims.get("email") if claims.get("email_verified") is True else None
        name = claims.get("name")
        return ProvenPerson(
            issuer=self.settings.issuer,
            subject=str(claims["sub"]),
            email=email if isinstance(email, str) else None,
            name=name.strip()[:NAME_LENGTH_MAX] if isinstance(name, str) else "",
        )

    def _exchange(self, code: str, redirect_uri: str, verifier: str) -> dict[str, Any]:
        secret = self.settings.client_secret
        methods = self._discovered().get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        basic = "client_secret_basic" in methods
        method = "none" if not secret else "client_secret_basic" if basic else "client_secret_post"
        url = self._endpoint("token_endpoint")
        form = httpx.QueryParams(
            {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri, "code_verifier": verifier}
        )
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        signed = ClientAuth(self.settings.client_id, secret, method).prepare("POST", url, headers, str(form))
        answer = _ask("POST", signed[0], headers=signed[1], content=signed[2])
        token = _json(answer)
        if answer.is_error or not isinstance(token.get("id_token"), str):
            raise _refused("The identity provider did not take the code.")
        return token

    def _verified(self, token: dict[str, Any], nonce: str, now: datetime) -> CodeIDToken:
        registry = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
        try:
            decoded = jwt.decode(token["id_token"], self._key_set(), registry=registry)
        except InvalidKeyIdError:
            decoded = jwt.decode(token["id_token"], self._key_set(is_fresh=True), registry=registry)
        client_id = self.settings.client_id
        options = {"iss": {"essential": True, "value": self.settings.issuer}, "aud": {"essential": True, "value": client_id}}
        params = {"nonce": nonce, "client_id": client_id, "access_token": token.get("access_token")}
        claims = CodeIDToken(decoded.claims, decoded.header, options, params)
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY_SECONDS)
        return claims

    def _discovered(self) -> dict[str, Any]:
        if not self._metadata:
            found = _json(_ask("GET", self.settings.issuer.rstrip("/") + DISCOVERY_PATH))
            if found.get("issuer") != self.settings.issuer:
                raise _unreachable("The identity provider calls itself by another name than REGULARS_OIDC_ISSUER.")
            self._metadata = found
        return self._metadata

    def _endpoint(self, name: str) -> str:
        endpoint = self._discovered().get(name)
        if not isinstance(endpoint, str):
            raise _unreachable(f"The identity provider names no {name}.")
        return endpoint

    def _key_set(self, *, is_fresh: bool = False) -> KeySet:
        if self._keys is None or is_fresh:
            self._keys = KeySet.import_key_set(_json(_ask("GET", self._endpoint("jwks_uri"))))  # type: ignore[arg-type] # checked by the library
        return self._keys


def _ask(method: str, url: str, **request: Any) -> httpx.Response:
    try:
        return httpx.request(method, url, timeout=ANSWER_SECONDS_MAX, follow_redirects=False, **request)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise _unreachable(f"The identity provider does not answer: {type(error).__name__}.") from error


def _json(answer: httpx.Response) -> dict[str, Any]:
    try:
        found = answer.json()
    except ValueError as error:
        raise _unreachable("The identity provider's answer cannot be read.") from error
    return found if isinstance(found, dict) else {}


def _refused(detail: str) -> Problem:
    return Problem("provider_refused", detail, hint="Log in again.")


def _unreachable(detail: str) -> Problem:
    return Problem("provider_unreachable", detail, hint="Check REGULARS_OIDC_ISSUER and that its server answers.")
