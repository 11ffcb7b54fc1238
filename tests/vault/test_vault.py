"""The vault: what is sealed opens only in its place, with its key, undamaged; digests tell nothing without theirs."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.vault import KeyRing, SealBroken, Vault

RING = KeyRing.new()
VAULT = Vault(RING)
places = st.builds("{}.{}:{}".format, st.sampled_from(["posts", "drafts"]), st.sampled_from(["author", "content"]),
                   st.integers(0, 2**62))  # fmt: skip
texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300)


@given(texts, places)
def test_what_was_sealed_opens_in_its_place(text: str, place: str) -> None:
    assert VAULT.open(VAULT.seal(text, place), place) == text


@given(texts, places, places)
def test_moved_to_another_place_it_does_not_open(text: str, place: str, other: str) -> None:
    assume(place != other)
    with pytest.raises(SealBroken):
        VAULT.open(VAULT.seal(text, place), other)


@given(texts, places, st.data())
def test_damaged_anywhere_it_does_not_open(text: str, place: str, data: st.DataObject) -> None:
    sealed = bytearray(VAULT.seal(text, place))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealBroken):
        VAULT.open(bytes(sealed), place)


@given(texts, places, st.integers(0, 60))
def test_cut_short_it_does_not_open(text: str, place: str, left: int) -> None:
    sealed = VAULT.seal(text, place)
    with pytest.raises(SealBroken):
        VAULT.open(sealed[: min(left, len(sealed) - 1)], place)


@given(texts, places)
def test_with_another_ring_it_does_not_open(text: str, place: str) -> None:
    with pytest.raises(SealBroken):
        Vault(KeyRing.new()).open(VAULT.seal(text, place), place)


@given(texts, places)
def test_an_older_key_still_opens_and_the_newest_seals(text: str, place: str) -> None:
    newer = Vault(KeyRing({**RING.sealing, 2: KeyRing.new().sealing[1]}, RING.digest))
    assert newer.open(VAULT.seal(text, place), place) == text
    sealed = newer.seal(text, place)
    assert sealed[:2] == b"\x00\x02"
    with pytest.raises(SealBroken, match="not in the ring"):
        VAULT.open(sealed, place)


@given(texts, places)
def test_a_sealed_value_shows_no_text_and_is_never_the_same_twice(text: str, place: str) -> None:
    one, other = VAULT.seal(text, place), VAULT.seal(text, place)
    assert one != other
    assert len(text.encode()) < 8 or text.encode() not in one


@given(st.text("abc", max_size=31), st.text("abc", max_size=31))
def test_lengths_tell_little(one: str, other: str) -> None:
    assert len(VAULT.seal(one, "p")) == len(VAULT.seal(other, "p")), "up to 31 bytes look alike"


parts = st.lists(st.one_of(st.integers(0, 2**64), st.text("ab:/", max_size=5)), min_size=1, max_size=3)


@given(st.sampled_from(["author", "draft"]), parts)
def test_a_digest_is_the_same_for_the_same(purpose: str, given_parts: list[int | str]) -> None:
    digest = VAULT.digest(purpose, *given_parts)
    assert digest == VAULT.digest(purpose, *given_parts)
    assert len(digest) == 32
    assert digest != Vault(KeyRing.new()).digest(purpose, *given_parts), (
        "without the key nobody can try members"
    )
    assert digest != VAULT.digest(f"{purpose}s", *given_parts)


@given(parts, parts)
def test_different_parts_have_different_digests(one: list[int | str], other: list[int | str]) -> None:
    assume([str(part) for part in one] != [str(part) for part in other])
    assert VAULT.digest("author", *one) != VAULT.digest("author", *other)


def test_fingerprints_name_keys_without_telling_them() -> None:
    assert set(VAULT.fingerprints) == {"digest", "seal-1"}
    for name, key in (("digest", RING.digest), ("seal-1", RING.sealing[1])):
        assert len(VAULT.fingerprints[name]) == 32
        assert VAULT.fingerprints[name] not in key.hex()
    assert VAULT.fingerprints == Vault(RING).fingerprints
    assert not set(VAULT.fingerprints.values()) & set(Vault(KeyRing.new()).fingerprints.values())
