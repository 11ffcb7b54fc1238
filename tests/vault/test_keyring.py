"""The key ring as text and as a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vault import KeyRing, KeyRingError

keys = st.binary(min_size=32, max_size=32)
rings = st.builds(KeyRing, st.dictionaries(st.integers(1, 65535), keys, min_size=1, max_size=4), keys)


@given(rings)
def test_a_ring_is_read_as_it_was_written(ring: KeyRing) -> None:
    assert KeyRing.parse(ring.text()) == ring
    assert KeyRing.parse(",".join(line for line in ring.text().splitlines() if line[0] != "#")) == ring
    assert ring.newest == max(ring.sealing)


@given(st.text(max_size=200))
def test_whatever_else_stands_there_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(KeyRingError, match="restore it from your backup"):
        KeyRing.parse(text)


@pytest.mark.parametrize("line", ["seal-0=", "seal-70000=", "seal-x=", "sealed-1=", "Digest="])
def test_a_line_that_is_no_key_is_refused(line: str) -> None:
    ring = KeyRing.new()
    key = ring.text().splitlines()[1].partition("=")[2]
    with pytest.raises(KeyRingError, match="a line that is no key"):
        KeyRing.parse(f"{ring.text()}\n{line}{key}")


def test_a_ring_shows_nothing_when_printed() -> None:
    ring = KeyRing.new()
    assert ring.digest.hex() not in repr(ring)
    assert str(ring.digest) not in repr(ring)


def test_a_file_is_its_owners_alone_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    ring = KeyRing.new()
    ring.write_new(path)
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        KeyRing.new().write_new(path)
    assert KeyRing.parse(path.read_text()) == ring
