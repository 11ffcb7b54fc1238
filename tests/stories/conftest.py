"""What stories share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import pytest_asyncio

from tests.support.everything import nothing_leaks
from tests.support.stage import Stage

__all__ = ["nothing_leaks"]


@pytest.fixture
def trouble() -> None:
    """For a story in which something is meant to go wrong at Discord or in the database."""


@pytest.fixture
def quiet(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fails a story in which something went wrong behind the scenes, unless it asked for ``trouble``."""
    yield
    if "trouble" in request.fixturenames:
        return
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    assert [record.getMessage() for record in records if record.name.startswith("onward")] == []


@pytest_asyncio.fixture
async def open_stage(stage: Stage) -> Stage:
    """Set up with review; what is approved appears at once."""
    await stage.set_up(release="0")
    return stage
