"""A visitor of the try-out: a real browser, driven as a person would use it."""

from __future__ import annotations

import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, FrameLocator, Locator, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "screenshots"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE = 20_000
"""Milliseconds for anything to appear, on a busy machine too."""


def chromium() -> str:
    """The path of an installed Chromium; without one the test is skipped, or fails where CI requires it."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None and os.environ.get("ONWARD_REQUIRE_CHROMIUM") == "1":
        pytest.fail("No Chromium was found, and ONWARD_REQUIRE_CHROMIUM=1 says that there is one.")
    if found is None:
        pytest.skip(
            f"No Chromium was found (looked for {', '.join(NAMES)}): the browser journey did not run."
        )
    return found


class TryOut:
    """The try-out in a process of its own, which keeps its temporary files in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "try_out", "--no-browser", "--port", "0"],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(folder)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.said: queue.Queue[str] = queue.Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.put(line)
        self.said.put("")

    def address(self) -> str:
        """Where the page is, once it is up."""
        while line := self.said.get(timeout=60):
            if "http://" in line:
                return "http://" + line.split("http://")[1].split()[0]
        assert self.process.stderr is not None
        raise AssertionError(f"the try-out did not start: {self.process.stderr.read()}")

    def stop(self) -> tuple[int, str]:
        """Press Ctrl+C; the exit status and what went to stderr."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=30)
        assert self.process.stderr is not None
        return self.process.returncode, self.process.stderr.read()

    def end(self) -> None:
        """End it in any case; its pipes are closed only when nobody listens any more."""
        self.process.kill()
        self.process.wait()
        self._listener.join()
        for pipe in (self.process.stdout, self.process.stderr):
            assert pipe is not None
            pipe.close()


@contextmanager
def try_out(folder: Path) -> Iterator[TryOut]:
    running = TryOut(folder)
    try:
        yield running
    finally:
        running.end()


class Visitor:
    """What somebody does with the page. Each step waits until the page has followed."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._shots = 0

    @property
    def conversation(self) -> FrameLocator:
        return self.page.frame_locator("#frame")

    def be(self, name: str) -> None:
        self.page.locator(".person", has_text=name).click()
        self._settled()

    def go(self, channel: str) -> None:
        self.page.locator("#channels button", has_text=channel).first.click()
        self._settled()

    def step(self, number: int) -> None:
        self.page.locator("#steps li button").nth(number - 1).click()
        self._settled()

    def skip(self, minutes: int) -> None:
        self.page.locator(f'[data-minutes="{minutes}"]').click()
        expect(self.page.locator("#notice")).to_have_text(re.compile("later"), timeout=PATIENCE)
        expect(self.page.locator("[data-minutes]:disabled")).to_have_count(0)

    def command(self, name: str) -> None:
        """Type a slash command, choose it from the list and send it."""
        box = self.conversation.locator("#channel-composer-input")
        box.click()
        box.press_sequentially(f"/{name}")
        self.conversation.locator(".command-entry", has_text=f"/{name}").first.click()
        self.conversation.locator(".command-chip").wait_for()
        self.page.keyboard.press("Enter")
        self.conversation.locator(".command-chip").wait_for(state="detached")

    def press(self, label: str) -> None:
        """The newest button with that label in the conversation."""
        self.conversation.get_by_role("button", name=label, exact=True).last.click()

    def fill(self, label: str, text: str) -> None:
        self.conversation.get_by_label(label).fill(text)

    def choose(self, field: int, option: str) -> None:
        """In the form that is open, the option of its field-th select."""
        self.conversation.locator("#modal-root").get_by_role("combobox").nth(field).click()
        self.conversation.get_by_role("option", name=option).click()

    def submit(self) -> None:
        form = self.conversation.locator("#modal-root .modal-actions")
        form.get_by_role("button", name="Submit").click()
        form.wait_for(state="detached")

    def sees(self, text: str) -> Locator:
        """Wait until the conversation shows that text."""
        shown = self.conversation.get_by_text(text).last
        shown.wait_for()
        return shown

    def sees_not(self, text: str) -> None:
        """Wait until no message of the conversation shows that text."""
        shown = self.conversation.locator("#channel-message-list").get_by_text(text)
        shown.first.wait_for(state="detached")

    def is_at_the_end(self) -> bool:
        """Whether the last message of the conversation is in sight as a whole."""
        bottom = "e => e.scrollHeight - e.scrollTop - e.clientHeight"
        return bool(self.conversation.locator("#channel-timeline").evaluate(bottom) < 2)

    def shot(self, name: str) -> None:
        """Keep a picture of the page."""
        self._shots += 1
        self.page.screenshot(path=SCREENSHOTS / f"{self._shots:02}-{name}.png", animations="disabled")

    def _settled(self) -> None:
        self.page.locator("#frame:not(.waiting)").wait_for()
        name = self.page.locator('#channels [aria-current="page"] .label').inner_text()
        if not name.startswith("Messages"):
            self.conversation.locator("#channel-name", has_text=name).wait_for()


@contextmanager
def visitor(address: str) -> Iterator[Visitor]:
    """A browser on the page."""
    SCREENSHOTS.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1360, "height": 860}, timezone_id="Europe/Berlin")
        page.set_default_timeout(PATIENCE)
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(_told(said)) if said.type == "error" else None)
        page.goto(address)
        someone = Visitor(page)
        someone._settled()
        try:
            yield someone
        except BaseException:
            someone.shot("failed")
            raise
        finally:
            browser.close()
        assert not faults, faults


def _told(said: ConsoleMessage) -> str:
    """An error of the browser's console, with the address that it is about."""
    return f"{said.text} ({said.location.get('url')})"
