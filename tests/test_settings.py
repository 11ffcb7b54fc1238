"""Settings: read from the environment, refused with one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import StartupError
from bot.settings import Settings, load_settings, parse_shards

NAMES = (
    "DISCORD_TOKEN",
    "DATABASE_URL",
    "ONWARD_DATA",
    "ONWARD_KEYS",
    "ONWARD_SHARDS",
    "ONWARD_LOG",
    "ONWARD_SUPPORT",
)


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return monkeypatch


def test_everything_has_a_default_but_the_token(bare: pytest.MonkeyPatch) -> None:
    settings = load_settings()
    assert settings.discord_token is None
    assert settings.database == "sqlite+aiosqlite:///data/onward.sqlite3"
    assert settings.own_shards is None
    assert settings.log == "info"


def test_what_is_empty_counts_as_not_set(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("DISCORD_TOKEN", "")
    assert load_settings().discord_token is None


def test_a_file_is_read_and_the_environment_goes_first(bare: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("ONWARD_LOG=debug\nONWARD_DATA=elsewhere\n")
    bare.setenv("ONWARD_LOG", "warning,json")
    settings = load_settings()
    assert settings.log == "warning,json"
    assert settings.database == "sqlite+aiosqlite:///elsewhere/onward.sqlite3"


def test_secrets_are_not_shown(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("DISCORD_TOKEN", "very-secret")
    bare.setenv("ONWARD_KEYS", "digest=very-secret")
    assert "very-secret" not in repr(load_settings())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ONWARD_LOG", "loud"),
        ("ONWARD_LOG", "info,xml"),
        ("ONWARD_SHARDS", "three"),
        ("ONWARD_SHARDS", "8/8"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named_in_one_sentence(
    bare: pytest.MonkeyPatch, name: str, value: str
) -> None:
    bare.setenv(name, value)
    with pytest.raises(StartupError, match=f"^{name} is not usable: {name} .*\\.$"):
        load_settings()


@given(st.integers(1, 500), st.data())
def test_a_range_of_shards_is_that_range(count: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, count - 1))
    last = data.draw(st.integers(first, count - 1))
    shards = parse_shards(f"{first}-{last}/{count}")
    assert shards is not None
    assert (shards.ids, shards.of) == (list(range(first, last + 1)), count)
    if first == last:
        assert parse_shards(f"{first}/{count}") == shards


@given(st.text(alphabet="0123456789-/ x", min_size=1, max_size=12))
def test_anything_else_is_refused_or_means_shards_that_are_there(text: str) -> None:
    try:
        shards = parse_shards(text)
    except ValueError:
        return
    assert shards is not None
    assert shards.ids
    assert all(0 <= shard < shards.of for shard in shards.ids)


def test_settings_are_built_only_where_they_are_asked_for(bare: pytest.MonkeyPatch) -> None:
    assert Settings(_env_file=None).database == load_settings().database  # type: ignore[call-arg]  # pydantic's own
