"""Settings from the environment or ``.env``; built once, when a command starts, and passed down."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import StartupError
from bot.periods import Periods


class Shards(NamedTuple):
    """Which shards this process runs, of how many."""

    ids: list[int]
    of: int


class Settings(BaseSettings):
    """Every setting has a default but the token; without it the try-out opens."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    discord_token: SecretStr | None = None
    database_url: str = ""
    data: Path = Field(Path("data"), alias="ONWARD_DATA")
    keys: SecretStr | None = Field(None, alias="ONWARD_KEYS")
    shards: str = Field("", alias="ONWARD_SHARDS")
    log: str = Field("info", alias="ONWARD_LOG")
    metrics: str = Field("", alias="ONWARD_METRICS")
    support: str = Field("", alias="ONWARD_SUPPORT")
    keep: str = Field("", alias="ONWARD_KEEP")

    @field_validator("log")
    @classmethod
    def _known_level(cls, value: str) -> str:
        level, _, form = value.lower().partition(",")
        if level not in {"debug", "info", "warning", "error"} or form not in {"", "text", "json"}:
            raise ValueError(
                "ONWARD_LOG is a level (debug, info, warning, error), or level,text or level,json"
            )
        return value.lower()

    @field_validator("shards")
    @classmethod
    def _known_shards(cls, value: str) -> str:
        parse_shards(value)
        return value

    @field_validator("metrics")
    @classmethod
    def _known_address(cls, value: str) -> str:
        parse_address(value)
        return value

    @field_validator("keep")
    @classmethod
    def _known_periods(cls, value: str) -> str:
        Periods.parse(value)
        return value

    @property
    def periods(self) -> Periods:
        """How long things are kept."""
        return Periods.parse(self.keep)

    @property
    def database(self) -> str:
        """The SQLAlchemy URL: the one that was set, or the SQLite file in the data folder."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data / 'onward.sqlite3'}"

    @property
    def metrics_address(self) -> Address | None:
        return parse_address(self.metrics)

    @property
    def own_shards(self) -> Shards | None:
        return parse_shards(self.shards)


def parse_shards(text: str) -> Shards | None:
    """``3/8`` is shard 3 of 8, ``0-3/16`` are four of 16; nothing means all. ValueError otherwise."""
    if not text:
        return None
    form = re.fullmatch(r"(\d{1,5})(?:-(\d{1,5}))?/(\d{1,5})", text)
    if form is None:
        raise ValueError("ONWARD_SHARDS looks like 3/8 or 0-3/16")
    first, last, count = int(form[1]), int(form[2] or form[1]), int(form[3])
    if not first <= last < count:
        raise ValueError("ONWARD_SHARDS names shards that are not among that many")
    return Shards(list(range(first, last + 1)), count)


class Address(NamedTuple):
    """Where to listen."""

    host: str
    port: int


def parse_address(text: str) -> Address | None:
    """``9464`` and ``on`` are on the loopback, ``0.0.0.0:9464`` is for others, too; nothing is off. ValueError else."""
    if not text or text == "off":
        return None
    form = re.fullmatch(r"(?:(?:\[([0-9a-f:]+)\]|([\w.-]+)):)?(\d{1,5})", "9464" if text == "on" else text)
    if form is None or int(form[3]) > 65535:
        raise ValueError("ONWARD_METRICS is a port such as 9464, or an address such as 0.0.0.0:9464, or on")
    return Address(form[1] or form[2] or "127.0.0.1", int(form[3]))


class UnusableSettings(StartupError):
    """Settings that make no sense: one sentence for each, of which the first is the error's own."""

    def __init__(self, problem: ValidationError) -> None:
        self.sentences = [
            f"{str(error['loc'][0]).upper()} is not usable: {error['msg'].removeprefix('Value error, ')}."
            for error in problem.errors(include_input=False)
        ]
        super().__init__(self.sentences[0])


def load_settings() -> Settings:
    """Read the settings; UnusableSettings where one of them makes no sense."""
    try:
        return Settings()
    except ValidationError as problem:
        raise UnusableSettings(problem) from None
