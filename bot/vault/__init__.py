"""The vault: private text and ids are sealed, and looked up through keyed digests.

Sealing is AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce and the value's place (table, column, row)
as associated data, so that a sealed value moved elsewhere does not open. Digests are HMAC-SHA-256 under a key
of their own: without it, nobody can tell by trying all members whose digest it is.
"""

from __future__ import annotations

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.vault.keyring import KeyRing, KeyRingError

__all__ = ["KeyRing", "KeyRingError", "SealBroken", "Vault", "version_of"]

_NONCE_BYTES = 12
_BLOCK = 32  # plaintext is padded to this many bytes, so that lengths tell little


class SealBroken(Exception):
    """A sealed value does not open: another key, another place, or damaged."""


class Vault:
    """Seals, opens and digests with one key ring."""

    def __init__(self, ring: KeyRing) -> None:
        self._ciphers = {version: AESGCM(key) for version, key in ring.sealing.items()}
        self.newest = ring.newest
        self._digest_key = ring.digest
        self.fingerprints = {
            "digest": _fingerprint(ring.digest),
            **{f"seal-{version}": _fingerprint(key) for version, key in ring.sealing.items()},
        }

    def adopt(self, ring: KeyRing) -> None:
        """Seal with the newest key of this ring from now on; what could be opened before still opens.

        KeyRingError where the ring is not a newer state of the same one: then nothing changes.
        """
        given = Vault(ring)
        both = self.fingerprints.keys() & given.fingerprints.keys()
        if any(self.fingerprints[name] != given.fingerprints[name] for name in both):
            raise KeyRingError(
                "The key file holds other keys than those in use; restore it from your backup."
            )
        if given.newest < self.newest:
            raise KeyRingError("The key file is older than the keys in use; restore the newer one.")
        self._ciphers |= given._ciphers
        self.fingerprints |= given.fingerprints
        self.newest = given.newest

    def seal(self, text: str, place: str) -> bytes:
        """Seal a text for its place: 2 bytes key version, 12 bytes nonce, ciphertext with tag."""
        head = self.newest.to_bytes(2)
        nonce = os.urandom(_NONCE_BYTES)
        return (
            head
            + nonce
            + self._ciphers[self.newest].encrypt(nonce, _pad(text.encode()), head + place.encode())
        )

    def open(self, sealed: bytes, place: str) -> str:
        """The text that was sealed for this place; SealBroken otherwise."""
        head, nonce, body = sealed[:2], sealed[2 : 2 + _NONCE_BYTES], sealed[2 + _NONCE_BYTES :]
        cipher = self._ciphers.get(version_of(sealed))
        if cipher is None:
            raise SealBroken("sealed with a key that is not in the ring")
        try:
            return _unpad(cipher.decrypt(nonce, body, head + place.encode())).decode()
        except (InvalidTag, ValueError):
            raise SealBroken("does not open here") from None

    def digest(self, purpose: str, *parts: int | str) -> bytes:
        """32 bytes that are equal for equal parts, and tell nothing about them without the key."""
        message = "\x1f".join([purpose, *map(str, parts)])
        return hmac.digest(self._digest_key, message.encode(), "sha256")


def version_of(sealed: bytes) -> int:
    """The version of the key that a value was sealed with."""
    return int.from_bytes(sealed[:2])


def _fingerprint(key: bytes) -> str:
    """Says which key it is without telling the key (32 bytes, 128 bits of a hash)."""
    return hashlib.sha256(b"onward key fingerprint" + key).hexdigest()[:32]


def _pad(plain: bytes) -> bytes:
    return plain + b"\x80" + bytes(-(len(plain) + 1) % _BLOCK)


def _unpad(padded: bytes) -> bytes:
    return padded[: padded.rindex(b"\x80")]
