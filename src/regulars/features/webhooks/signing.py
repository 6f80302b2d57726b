"""Signatures by Standard Webhooks (standard-webhooks.com, specification 1.0.0, "Signature scheme: HMAC-SHA256").

What is signed is `id.timestamp.body`. While a secret is being rotated both the new and the old one sign, so that the receiver can
change over whenever it likes.
"""

from __future__ import annotations

import hmac
import secrets
from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

SECRET_BYTES = 32
SECRET_PREFIX = "whsec_"  # noqa: S105 - how such a secret is written, not one


def new_secret() -> bytes:
    """A fresh secret of 32 random bytes."""
    return secrets.token_bytes(SECRET_BYTES)


def secret_text(secret: bytes) -> str:
    """A secret as receivers enter it.

    >>> secret_text(bytes(3))
    'whsec_AAAA'
    """
    return SECRET_PREFIX + b64encode(secret).decode()


def headers(message_id: str, at: datetime, body: bytes, signers: Sequence[bytes]) -> dict[str, str]:
    """The headers that let a receiver check who sent a message, when, and that nobody changed it."""
    timestamp = str(int(at.timestamp()))
    signed = f"{message_id}.{timestamp}.".encode() + body
    marks = [f"v1,{b64encode(hmac.new(secret, signed, sha256).digest()).decode()}" for secret in signers]
    return {"webhook-id": message_id, "webhook-timestamp": timestamp, "webhook-signature": " ".join(marks)}
