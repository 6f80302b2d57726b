"""Settings: everything that a deployment may choose, read once from the environment.

Nothing else in the package reads environment variables. A value that cannot be used is refused at the start, with the
name of its variable, rather than at the first request that needs it.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from regulars.kit.problems import FieldError, Problem

DATABASE_URL_SCHEMES = ("postgresql://", "postgres://")
PORT_MAX = 65_535
PROVIDER_ROLE = "clerk"
WEB_ADDRESS = re.compile(r"(https://[^/\s]+|http://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?)(/\S*)?")
SMTP_URL = re.compile(r"smtps?://\S+")
SANDBOX_NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")
SANDBOX_NAME_EXPECTED = "a small letter, then at most 30 small letters, digits and _"


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """The identity provider (OpenID Connect) by which staff may log in."""

    issuer: str
    """As it calls itself: its discovery document lies below this address."""
    client_id: str
    client_secret: str = ""
    """Empty for a client that has none: PKCE protects the code either way."""
    name: str = ""
    """What its button says; empty: the console's own words."""
    domains: tuple[str, ...] = ()
    """Whose verified e-mail address ends with one of these gets an account when there is none."""
    role: str = PROVIDER_ROLE
    """The role of such an account."""


@dataclass(frozen=True, slots=True)
class MessageSettings:
    """How codes reach members, and whose tokens log them in."""

    smtp_url: str = field(default="", repr=False)
    """`smtp://user:password@host:587` or `smtps://…`; empty: no e-mail is sent."""
    mail_from: str = ""
    sms_url: str = ""
    """The gateway for text messages, which takes JSON; empty: none is sent."""
    sms_token: str = field(default="", repr=False)
    token_keys: Path | None = None
    """A JSON Web Key Set of the operator's own app. None: no app logs members in."""
    token_issuer: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of one deployment.

    >>> Settings.from_environment({"REGULARS_PORT": "9000"}).port
    9000
    """

    database_url: str | None = None
    """A PostgreSQL of the operator's own. None: the embedded server in `data_dir`."""
    owner_url: str | None = None
    """The same database as the role that owns its tables, who migrates and backs up. None: `database_url` is that role."""
    data_dir: Path = Path(".regulars")
    """Where the embedded server and working files live; made when missing. A relative path starts at the working directory."""
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str | None = None
    """The address under which browsers find the console. None: what each request says."""
    provider: ProviderSettings | None = None
    """Where staff may log in beside the password. None: nowhere."""
    sandbox: str | None = None
    """A sandbox beside the database to work on instead of it. None: the database itself."""
    webhook_networks: tuple[IPv4Network | IPv6Network, ...] = ()
    """Networks that are not public and to which webhooks may go all the same, by plain http too."""
    master_keys: tuple[str, ...] = field(default=(), repr=False)
    """What wraps the keys of personal data, the active one first. Empty: the file `master.key` in `data_dir`."""

    messages: MessageSettings = MessageSettings()
    """How members are reached and logged in."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read the REGULARS_* variables; an unset or empty one takes its default.

        Raises Problem `settings_invalid` naming every variable that cannot be used.
        """
        values = os.environ if environment is None else environment
        errors: list[FieldError] = []
        defaults = cls()
        settings = cls(
            database_url=_database_url(values.get("REGULARS_DATABASE_URL", ""), errors),
            owner_url=_database_url(values.get("REGULARS_OWNER_URL", ""), errors, "REGULARS_OWNER_URL"),
            data_dir=Path(values.get("REGULARS_DATA_DIR") or defaults.data_dir).expanduser(),
            host=values.get("REGULARS_HOST") or defaults.host,
            port=_port(values.get("REGULARS_PORT", ""), defaults.port, errors),
            public_url=_web_address("REGULARS_PUBLIC_URL", values, errors) or None,
            provider=_provider(values, errors),
            sandbox=_sandbox(values.get("REGULARS_SANDBOX", ""), errors),
            webhook_networks=_networks(values.get("REGULARS_WEBHOOK_NETWORKS", ""), errors),
            master_keys=tuple(part.strip() for part in values.get("REGULARS_MASTER_KEY", "").split(",") if part.strip()),
            messages=_messages(values, errors),
        )
        if errors:
            raise Problem("settings_invalid", "The environment holds values that cannot be used.", errors=tuple(errors))
        return settings


def _database_url(text: str, errors: list[FieldError], name: str = "REGULARS_DATABASE_URL") -> str | None:
    if not text:
        return None
    if not text.startswith(DATABASE_URL_SCHEMES):
        # The value is not repeated in the message: it may hold a password.
        errors.append(
            FieldError(
                name,
                "is not a PostgreSQL URL",
                expected="postgresql://user:password@host:5432/database",
                hint="Unset it to use the embedded PostgreSQL.",
            )
        )
    return text


def _provider(values: Mapping[str, str], errors: list[FieldError]) -> ProviderSettings | None:
    issuer = _web_address("REGULARS_OIDC_ISSUER", values, errors)
    client_id = values.get("REGULARS_OIDC_CLIENT_ID", "")
    if bool(issuer) != bool(client_id):
        missing = "REGULARS_OIDC_CLIENT_ID" if issuer else "REGULARS_OIDC_ISSUER"
        errors.append(FieldError(missing, "is missing", expected="both, or neither", hint="Single sign-on needs both."))
    if not issuer or not client_id:
        return None
    domains = tuple(part.strip().casefold() for part in values.get("REGULARS_OIDC_DOMAINS", "").split(",") if part.strip())
    if any("@" in domain or "." not in domain for domain in domains):
        errors.append(FieldError("REGULARS_OIDC_DOMAINS", "is no list of domains", expected="such as shop.example, head.example"))
    return ProviderSettings(
        issuer=issuer,
        client_id=client_id,
        client_secret=values.get("REGULARS_OIDC_CLIENT_SECRET", ""),
        name=values.get("REGULARS_OIDC_NAME", ""),
        domains=domains,
        role=values.get("REGULARS_OIDC_ROLE") or PROVIDER_ROLE,
    )


def _messages(values: Mapping[str, str], errors: list[FieldError]) -> MessageSettings:
    smtp_url, mail_from = values.get("REGULARS_SMTP_URL", ""), values.get("REGULARS_MAIL_FROM", "")
    if smtp_url and not SMTP_URL.fullmatch(smtp_url):
        errors.append(FieldError("REGULARS_SMTP_URL", "is no address of a mail server", "smtp://user:password@host:587"))
    if smtp_url and "@" not in mail_from:
        errors.append(FieldError("REGULARS_MAIL_FROM", "is missing", "the address that mails come from"))
    keys, issuer = values.get("REGULARS_MEMBER_TOKEN_KEYS", ""), values.get("REGULARS_MEMBER_TOKEN_ISSUER", "")
    if bool(keys) != bool(issuer):
        missing = "REGULARS_MEMBER_TOKEN_ISSUER" if keys else "REGULARS_MEMBER_TOKEN_KEYS"
        errors.append(FieldError(missing, "is missing", expected="both, or neither"))
    return MessageSettings(
        smtp_url=smtp_url,
        mail_from=mail_from,
        sms_url=_web_address("REGULARS_SMS_URL", values, errors),
        sms_token=values.get("REGULARS_SMS_TOKEN", ""),
        token_keys=Path(keys).expanduser() if keys else None,
        token_issuer=issuer,
    )


def _web_address(name: str, values: Mapping[str, str], errors: list[FieldError]) -> str:
    text = values.get(name, "")
    if text and not WEB_ADDRESS.fullmatch(text):
        errors.append(FieldError(name, f"is {text!r}", expected="an address with https://, or http:// on this machine"))
    return text


def _port(text: str, default: int, errors: list[FieldError]) -> int:
    if not text:
        return default
    # ASCII digits only: int() would also take "８０００", "8_000" and " 8000 ".
    if text.isascii() and text.isdigit() and int(text) <= PORT_MAX:
        return int(text)
    errors.append(FieldError("REGULARS_PORT", f"is {text!r}", expected=f"a whole number from 0 to {PORT_MAX}"))
    return default


def _sandbox(text: str, errors: list[FieldError]) -> str | None:
    if text and not SANDBOX_NAME.fullmatch(text):
        errors.append(FieldError("REGULARS_SANDBOX", f"is {text!r}", expected=SANDBOX_NAME_EXPECTED))
    return text or None


def _networks(text: str, errors: list[FieldError]) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())
    except ValueError:
        expected = "networks such as 10.0.0.0/8, separated by commas"
        errors.append(FieldError("REGULARS_WEBHOOK_NETWORKS", f"is {text!r}", expected=expected))
        return ()
