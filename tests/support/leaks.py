"""Looking for a person's id or name in bytes (a database, a log, request bodies), however it is written."""

from __future__ import annotations

import base64
import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote

SHORTEST = 5
"""Bytes. A shorter fragment turns up by chance in a few megabytes."""

Secret = int | str


class Leak(NamedTuple):
    """A secret that stands in the bytes: whose; where (a folded form: in the folded bytes); how written."""

    name: str
    offset: int
    form: bytes


def encodings_of(value: Secret) -> set[bytes]:
    """Every form that is looked for: of an id its digits, hexadecimal, bytes, base64, digests; of a name its
    text, bytes, escapes, base64, hexadecimal; of most of them the reverse, too. Where case does not matter,
    the form is folded. ValueError for an id of less than five bytes."""
    exact, folded = _forms(value)
    return exact | folded


def find_leaks(haystack: bytes, secrets: Mapping[str, Secret]) -> list[Leak]:
    """The first place of every form of every secret, in the secrets' order; ``secrets`` maps labels to them.

    Names are found inside other words: choose some that no word contains."""
    folded_haystack = _folded(haystack)
    leaks = []
    for name, value in secrets.items():
        exact, folded = _forms(value)
        leaks += [Leak(name, offset, form) for offset, form in _found(haystack, exact)]
        leaks += [Leak(name, offset, form) for offset, form in _found(folded_haystack, folded)]
    return leaks


def _found(haystack: bytes, forms: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    for form in sorted(forms):
        if (offset := haystack.find(form)) >= 0:
            yield offset, form


def _forms(value: Secret) -> tuple[set[bytes], set[bytes]]:
    """What is looked for in the bytes as they are, and what in the folded bytes."""
    return _forms_of_id(value) if isinstance(value, int) else _forms_of_name(value)


def _forms_of_id(value: int) -> tuple[set[bytes], set[bytes]]:
    decimal, hexadecimal = str(value).encode(), f"{value:x}".encode()
    # Without leading zeros: what is padded contains it.
    packed = value.to_bytes((value.bit_length() + 7) // 8, "big")
    if len(packed) < SHORTEST:
        raise ValueError("an id of so few digits turns up by chance; test with a longer one")
    # A digest without a key is no secret: whoever lists the members can compute it for each.
    digests = [
        hashlib.new(kind, decimal, usedforsecurity=False).digest() for kind in ("md5", "sha1", "sha256")
    ]
    exact = _both_ways(decimal, packed).union(digests)
    for data in (decimal, decimal[::-1], hexadecimal, packed, packed[::-1], *digests):
        exact |= _base64(data)
    return exact, _both_ways(hexadecimal).union(*(_hexadecimal(data) for data in (decimal, packed, *digests)))


def _forms_of_name(value: str) -> tuple[set[bytes], set[bytes]]:
    exact: set[bytes] = set()
    folded: set[bytes] = set()
    for text in {unicodedata.normalize(form, value) for form in ("NFC", "NFD")}:
        plain = text.casefold()
        folded |= {plain.encode(), plain[::-1].encode()}
        for cased in {text, text.lower(), text.upper(), text.title()}:
            data = cased.encode()
            exact |= (
                _base64(data) | _base64(data[::-1]) | {cased.encode("utf-16-le"), cased.encode("utf-16-be")}
            )
            folded |= _hexadecimal(data) | {quote(cased).casefold().encode(), _escaped(cased)}
    return exact, folded


def _escaped(text: str) -> bytes:
    """As JSON writes it in ASCII, folded."""
    return json.dumps(text)[1:-1].casefold().encode()


def _both_ways(*data: bytes) -> set[bytes]:
    return {form for plain in data for form in (plain, plain[::-1])}


def _hexadecimal(data: bytes) -> set[bytes]:
    return {data.hex().encode(), data[::-1].hex().encode()}


def _base64(data: bytes) -> set[bytes]:
    """The characters that `data` fixes at each of its three alignments, in both alphabets, and reversed."""
    forms = set()
    for shift in range(3):
        whole = base64.b64encode(bytes(shift) + data)
        fixed = whole[-(-8 * shift // 6) : 8 * (shift + len(data)) // 6]
        if len(data) >= SHORTEST:
            forms |= _both_ways(fixed, fixed.translate(bytes.maketrans(b"+/", b"-_")))
    return forms


def _folded(haystack: bytes) -> bytes:
    return haystack.decode("utf-8", "surrogateescape").casefold().encode("utf-8", "surrogateescape")
