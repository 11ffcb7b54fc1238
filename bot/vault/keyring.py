"""The key ring: versioned sealing keys and one digest key, kept outside the database."""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

KEY_BYTES = 32


class KeyRingError(Exception):
    """The key ring is missing or cannot be read; the text says what to do."""


@dataclass(frozen=True, slots=True, repr=False)
class KeyRing:
    """Sealing keys by version (the highest seals, all open) and the key of the digests; 32 bytes each."""

    sealing: dict[int, bytes]
    digest: bytes

    @classmethod
    def new(cls) -> KeyRing:
        return cls({1: secrets.token_bytes(KEY_BYTES)}, secrets.token_bytes(KEY_BYTES))

    @property
    def newest(self) -> int:
        return max(self.sealing)

    def with_new_key(self) -> KeyRing:
        """The same ring with one more sealing key, which seals from then on."""
        return KeyRing({**self.sealing, self.newest + 1: secrets.token_bytes(KEY_BYTES)}, self.digest)

    def with_newest_alone(self) -> KeyRing:
        """The same ring without the keys that no longer seal."""
        return KeyRing({self.newest: self.sealing[self.newest]}, self.digest)

    def without_newest(self) -> KeyRing:
        """The ring as it was before its newest key."""
        return KeyRing({one: key for one, key in self.sealing.items() if one != self.newest}, self.digest)

    @classmethod
    def parse(cls, text: str) -> KeyRing:
        """Read lines (or comma-separated parts) of the form ``seal-1=BASE64`` and ``digest=BASE64``."""
        sealing: dict[int, bytes] = {}
        digest = b""
        for part in text.replace(",", "\n").splitlines():
            part = part.strip()
            if not part or part.startswith("#"):
                continue
            name, _, value = part.partition("=")
            key = _decode(value)
            if name == "digest":
                digest = key
            elif name.startswith("seal-") and name[5:].isdigit() and 0 < int(name[5:]) < 65536:
                sealing[int(name[5:])] = key
            else:
                raise KeyRingError("The key ring has a line that is no key; restore it from your backup.")
        if not sealing or not digest:
            raise KeyRingError("The key ring is incomplete; restore it from your backup.")
        return cls(sealing, digest)

    def text(self) -> str:
        """The ring as it stands in its file."""
        return "\n".join(
            [
                "# Onward's keys. Without this file nothing private can be opened: keep a copy elsewhere.",
                *(f"seal-{version}={_encode(key)}" for version, key in sorted(self.sealing.items())),
                f"digest={_encode(self.digest)}\n",
            ]
        )

    def write_new(self, path: Path) -> None:
        """Write the ring to a file that must not exist yet, readable by its owner alone."""
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(self.text())
            file.flush()
            os.fsync(file.fileno())

    def replace(self, path: Path) -> None:
        """Write the ring over the file of an earlier state of it: whoever reads finds the one or the other, whole."""
        fresh = path.with_name(f"{path.name}.new")
        fresh.unlink(missing_ok=True)
        self.write_new(fresh)
        owner = path.stat()
        if (os.getuid(), os.getgid()) != (
            owner.st_uid,
            owner.st_gid,
        ):  # an administrator rotates for the bot's user
            os.chown(fresh, owner.st_uid, owner.st_gid)
        fresh.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _encode(key: bytes) -> str:
    return base64.b64encode(key).decode()


def _decode(value: str) -> bytes:
    try:
        key = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyRingError("The key ring has a damaged key; restore it from your backup.")
    return key
