"""Sealing: personal data and secrets are stored as AES-256-GCM under data keys, and data keys are wrapped by a master key.

Destroying a data key destroys everything sealed with it, wherever copies lie. What has to be found again has a blind index beside
it: a keyed hash, the same for the same value, from which nobody without the key learns the value.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256
from typing import Final, NamedTuple, final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
VERSION: Final = b"\x01"
"""The first byte of what is sealed: which way it was done."""
INDEX_BYTES: Final = 16
BLOCK_BYTES: Final = 64
"""In such blocks SHA-256 takes in what it hashes."""
MASTER_KEY_PREFIX: Final = "rmk_"


class SealBroken(Exception):  # noqa: N818 - a fact about the bytes, not a refusal of what somebody asked for
    """What should be opened was sealed with another key, for another place, or was changed since."""


@final
class DataKey:
    """One key that seals values. `place` says where a value stands; moved to another place it does not open.

    >>> key = DataKey.new()
    >>> key.open(key.seal(b"Lin Wei", "name"), "name")
    b'Lin Wei'
    >>> key.open_text(key.seal_text("林薇", "name"), "name")
    '林薇'
    """

    __slots__ = ("_cipher", "secret")

    def __init__(self, secret: bytes) -> None:
        self.secret: Final = secret
        self._cipher: Final = AESGCM(secret)

    @classmethod
    def new(cls) -> DataKey:
        """Make a key by chance."""
        return cls(secrets.token_bytes(KEY_BYTES))

    def seal(self, plain: bytes, place: str) -> bytes:
        """Seal bytes for a place."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return VERSION + nonce + self._cipher.encrypt(nonce, plain, place.encode())

    def open(self, sealed: bytes, place: str) -> bytes:
        """Open what was sealed for a place; raises SealBroken."""
        if sealed[:1] != VERSION:
            raise SealBroken
        try:
            return self._cipher.decrypt(sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :], place.encode())
        except (InvalidTag, ValueError) as error:
            raise SealBroken from error

    def seal_text(self, text: str, place: str) -> bytes:
        """Seal a text for a place."""
        return self.seal(text.encode(), place)

    def open_text(self, sealed: bytes, place: str) -> str:
        """Open a text that was sealed for a place; raises SealBroken."""
        return self.open(sealed, place).decode()


class Wrapped(NamedTuple):
    """A data key as it is stored: which master key opens it, and the sealed key."""

    master_key_id: str
    sealed: bytes


@final
class MasterKey:
    """A key that wraps data keys and nothing else. Its id says nothing of it and is the same everywhere.

    >>> key = MasterKey.new()
    >>> MasterKey.from_text(key.text()).key_id == key.key_id
    True
    """

    def __init__(self, secret: bytes) -> None:
        self._secret: Final = secret
        self.key_id: Final = derive(secret, "regulars master key id")[:4].hex()

    @classmethod
    def new(cls) -> MasterKey:
        """Make a key by chance."""
        return cls(secrets.token_bytes(KEY_BYTES))

    @classmethod
    def from_text(cls, text: str) -> MasterKey:
        """Read a key as it stands in a file or setting; ValueError for anything else."""
        if not text.startswith(MASTER_KEY_PREFIX):
            raise ValueError("a master key starts with rmk_")
        try:
            secret = base64.b64decode(text.removeprefix(MASTER_KEY_PREFIX), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError) as error:
            raise ValueError("what follows rmk_ is not base64") from error
        if len(secret) != KEY_BYTES:
            raise ValueError(f"a master key has {KEY_BYTES} bytes")
        return cls(secret)

    def text(self) -> str:
        """The key as it stands in a file or setting."""
        return MASTER_KEY_PREFIX + base64.b64encode(self._secret, altchars=b"-_").decode()

    @cached_property
    def wrapping(self) -> DataKey:
        """What wraps: derived, so that the id and the wrapping share no key."""
        return DataKey(derive(self._secret, "regulars wrapping"))


@final
class MasterKeys:
    """The master keys that are at hand. The first one wraps, all of them unwrap."""

    def __init__(self, keys: Sequence[MasterKey]) -> None:
        assert keys, "without a master key nothing can be sealed"
        self.active: Final = keys[0]
        self._by_id: Final = {key.key_id: key.wrapping for key in keys}
        self.key_ids: Final = tuple(self._by_id)

    def __contains__(self, key_id: str) -> bool:
        return key_id in self._by_id

    def wrap(self, key: DataKey, place: str) -> Wrapped:
        """Wrap a data key for a place."""
        return Wrapped(self.active.key_id, self._by_id[self.active.key_id].seal(key.secret, place))

    def unwrap(self, wrapped: Wrapped, place: str) -> DataKey:
        """The data key; SealBroken if it was wrapped for another place. KeyError when its master key is not at hand."""
        return DataKey(self._by_id[wrapped.master_key_id].open(wrapped.sealed, place))

    def opens(self, wrapped: Wrapped, place: str) -> bool:
        """Whether a key that one of these wraps is whole."""
        try:
            self.unwrap(wrapped, place)
        except SealBroken:
            return False
        return True

    def rewrap(self, wrapped: Wrapped, place: str) -> Wrapped:
        """The same data key under the active master key."""
        return self.wrap(self.unwrap(wrapped, place), place)


@final
class BlindIndex:
    """A keyed hash by which a sealed value is found again.

    >>> index = BlindIndex(b"k" * 32)
    >>> index.of("phone", "+8613912345678") == index.of("phone", "+8613912345678"), len(index.of("phone", "1"))
    (True, 16)
    """

    __slots__ = ("_inner", "_outer")

    def __init__(self, key: bytes) -> None:
        assert len(key) <= BLOCK_BYTES, "a longer key would have to be hashed first"
        padded = key.ljust(BLOCK_BYTES, b"\0")
        self._inner: Final = sha256(bytes(byte ^ 0x36 for byte in padded))
        self._outer: Final = sha256(bytes(byte ^ 0x5C for byte in padded))

    def of(self, kind: str, value: str) -> bytes:
        r"""The hash of a value of some kind; equal values of different kinds have nothing in common.

        HMAC (RFC 2104) with SHA-256, of which the halves that depend on the key alone are made once: at half the time.

        >>> import hmac
        >>> BlindIndex(b"k" * 32).of("phone", "1") == hmac.digest(b"k" * 32, b"phone\0" + b"1", "sha256")[:16]
        True
        """
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(f"{kind}\0{value}".encode())
        outer.update(inner.digest())
        return outer.digest()[:INDEX_BYTES]


def derive(secret: bytes, purpose: str) -> bytes:
    """A key of its own for one purpose (HKDF with SHA-256, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(secret)
