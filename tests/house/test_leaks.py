"""The search for leaks finds what is planted, and only that."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.leaks import SHORTEST, encodings_of, find_leaks

snowflakes = st.integers(min_value=2**50, max_value=2**63 - 1)
names = st.text(min_size=SHORTEST, alphabet="abcdefgßéñüøŁЖжÑÅ中 -'")
anything = st.binary(max_size=200)


def packed(value: int) -> bytes:
    return value.to_bytes(8, "big")


OF_IDS: dict[str, Callable[[int], bytes]] = {
    "decimal": lambda value: str(value).encode(),
    "decimal reversed": lambda value: str(value)[::-1].encode(),
    "hex": lambda value: f"{value:x}".encode(),
    "hex upper": lambda value: f"{value:016X}".encode(),
    "hex reversed": lambda value: f"{value:x}"[::-1].encode(),
    "hex of little-endian": lambda value: packed(value)[::-1].hex().encode(),
    "hex of the digits": lambda value: str(value).encode().hex().encode(),
    "big-endian": packed,
    "little-endian": lambda value: packed(value)[::-1],
    "base64 of the digits": lambda value: base64.b64encode(str(value).encode()),
    "base64 of the digits, reversed": lambda value: base64.b64encode(str(value).encode()).rstrip(b"=")[::-1],
    "base64 of the bytes": lambda value: base64.urlsafe_b64encode(packed(value).lstrip(b"\0")),
    "base64 of the reversed digits": lambda value: base64.b64encode(str(value)[::-1].encode()),
    "sha256": lambda value: hashlib.sha256(str(value).encode()).hexdigest().encode(),
    "md5 bytes": lambda value: hashlib.md5(str(value).encode(), usedforsecurity=False).digest(),
}

OF_NAMES: dict[str, Callable[[str], bytes]] = {
    "text": str.encode,
    "upper": lambda name: name.upper().encode(),
    "reversed": lambda name: name.casefold()[::-1].encode(),
    "json": lambda name: json.dumps(name.upper()).encode(),
    "url": lambda name: quote(name).encode(),
    "utf-16": lambda name: name.lower().encode("utf-16-le"),
    "hex": lambda name: name.encode().hex().encode(),
    "hex upper": lambda name: name.encode().hex().upper().encode(),
    "base64": lambda name: base64.b64encode(name.encode()),
    "base64 of lower": lambda name: base64.urlsafe_b64encode(name.lower().encode()),
}


@pytest.mark.parametrize("form", OF_IDS)
@given(value=snowflakes, before=anything, after=anything)
def test_an_id_is_found_in_every_form(form: str, value: int, before: bytes, after: bytes) -> None:
    planted = before + OF_IDS[form](value) + after
    assert "Mo" in {leak.name for leak in find_leaks(planted, {"Mo": value})}


@pytest.mark.parametrize("form", OF_NAMES)
@given(name=names, before=st.text(max_size=50), after=st.text(max_size=50))
def test_a_name_is_found_in_every_form(form: str, name: str, before: str, after: str) -> None:
    planted = f"{before} ".encode() + OF_NAMES[form](name) + f" {after}".encode()
    assert {leak.name for leak in find_leaks(planted, {"author": name})} == {"author"}


@pytest.mark.parametrize("encode", [base64.b64encode, base64.urlsafe_b64encode])
@given(value=snowflakes, before=anything, after=anything)
def test_base64_hides_nothing_at_any_alignment(
    encode: Callable[[bytes], bytes], value: int, before: bytes, after: bytes
) -> None:
    for secret, data in ((value, str(value).encode()), (value, packed(value)), ("Zdislava", b"Zdislava")):
        assert find_leaks(encode(before + data + after), {"author": secret})


@given(value=snowflakes, noise=st.binary(max_size=2000))
def test_nothing_is_found_where_nothing_is(value: int, noise: bytes) -> None:
    assert find_leaks(noise, {"id": value, "name": "Zdislava Quixworth"}) == []


def test_a_leak_says_whose_it_is_and_where() -> None:
    secrets = {"Ada": 1100000000000000001, "Ben": 1200000000000000002}
    (leak,) = find_leaks(b"log: user 1200000000000000002 wrote", secrets)
    assert leak == ("Ben", 10, b"1200000000000000002")


def test_an_id_that_is_too_short_to_be_told_from_chance_is_refused() -> None:
    with pytest.raises(ValueError, match="by chance"):
        encodings_of(4711)
