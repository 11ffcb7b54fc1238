"""The whole journey, clicked in a real browser around the real bot; pictures go to `screenshots/`."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.try_out.visitor import PATIENCE, ROOT, Visitor, chromium, try_out, visitor

STORY = (
    "Two interviews at Brightwave Studio, and on 12 October 2026 they wrote that they chose somebody who "
    "knows Figma better. You can reach me at ana.k@example.com if you have been there."
)


def test_the_whole_journey(tmp_path: Path) -> None:
    chromium()
    with try_out(tmp_path) as running:
        with visitor(running.address()) as someone:
            someone.shot("welcome")
            handle = share(someone)
            approve(someone, handle)
            someone.skip(15)
            find_it(someone, handle)
            answer_as_the_author(someone, handle)
            edit(someone, handle)
            delete(someone, handle)
            a_day_and_the_messages(someone)
        assert list(tmp_path.glob("onward-try-out-*/onward.sqlite3"))
        assert running.stop() == (0, "")
        assert list(tmp_path.iterdir()) == []


def share(someone: Visitor) -> str:
    """As Ana: the form, the preview with masks, Post. Returns the new handle."""
    someone.step(1)
    someone.command("rejection share")
    someone.fill("What happened", STORY)
    someone.fill("Company (optional)", "Brightwave Studio")
    someone.choose(0, "Interview")
    someone.shot("form")
    someone.submit()
    preview = someone.sees("Only you see this. Below is exactly what others will see.")
    assert "Brightwave" not in someone.conversation.locator(".embed-card").last.inner_text()
    someone.shot("preview")
    someone.press("Post")
    preview.wait_for(state="detached")
    sent = someone.sees("waits for a moderator").inner_text()
    someone.shot("sent")
    return next(word for word in sent.split() if len(word) == 4 and word.isupper())


def approve(someone: Visitor, handle: str) -> None:
    """As the moderator Mo, who sees the post a while later, and not its author."""
    someone.skip(15)
    someone.step(2)
    card = someone.sees(f"{handle} waits for you")
    assert "Ana" not in someone.conversation.locator("#channel-message-list").inner_text()
    someone.shot("review")
    someone.press("Approve")
    card.wait_for(state="detached")
    someone.sees("Approved.")
    someone.shot("approved")


def approve_all(someone: Visitor) -> None:
    """As Mo: cards come in no order, so whichever is the newest may be anybody's."""
    someone.be("Mo")
    someone.go("moderators")
    buttons = someone.conversation.get_by_role("button", name="Approve", exact=True)
    for left in range(buttons.count(), 0, -1):
        buttons.last.click()
        expect(buttons).to_have_count(left - 1, timeout=PATIENCE)


def find_it(someone: Visitor, handle: str) -> None:
    """As Ben: the post has appeared by itself, has a thread, and takes feedback."""
    someone.step(3)
    someone.sees(f"{handle} · posted without a name")
    someone.shot("published")
    someone.press("Give feedback")
    someone.fill("I like… or I've been there", "I've been there: it is hard to hear so late.")
    someone.shot("feedback")
    someone.submit()
    someone.press("Post")
    someone.sees("waits for a moderator")
    someone.go(handle)
    someone.shot("thread")


def answer_as_the_author(someone: Visitor, handle: str) -> None:
    someone.be("Ana")
    open_own(someone, handle)
    someone.shot("own-post")
    someone.conversation.get_by_role("link", name="Open the message").last.click()
    someone.sees(f"{handle} · posted without a name")
    open_own(someone, handle)
    someone.press("Answer in the thread")
    someone.fill("Your answer", "Thank you for reading. I will look at Figma again in spring.")
    someone.submit()
    someone.press("Post")
    someone.sees("waits for a moderator")
    someone.skip(15)
    approve_all(someone)
    someone.skip(15)
    someone.be("Chi")
    someone.go(handle)
    someone.sees("I will look at Figma again in spring.")
    someone.shot("answered")


def edit(someone: Visitor, handle: str) -> None:
    someone.be("Ana")
    open_own(someone, handle)
    someone.press("Edit")
    someone.fill("What happened", "Two interviews, and then they chose somebody who knows Figma better.")
    someone.submit()
    someone.press("Save")
    someone.sees("your change waits for a moderator")
    someone.skip(15)
    someone.be("Mo")
    someone.go("moderators")
    someone.sees("would like to change it to this")
    assert someone.is_at_the_end()
    someone.shot("change")
    someone.press("Approve")
    someone.skip(15)
    someone.be("Ben")
    someone.go("rejections")
    someone.sees(f"{handle} · posted without a name · edited")
    someone.shot("edited")


def delete(someone: Visitor, handle: str) -> None:
    someone.be("Ana")
    open_own(someone, handle)
    someone.press("Delete")
    someone.sees("for good?")
    someone.shot("really-delete")
    someone.press("Delete for good")
    someone.sees("is erased here")
    someone.be("Ben")
    someone.go("rejections")
    someone.sees_not(f"{handle} · posted without a name")
    someone.shot("deleted")


def a_day_and_the_messages(someone: Visitor) -> None:
    someone.be("Chi")
    someone.go("Messages with Onward")
    before = someone.page.locator("#day").inner_text()
    someone.skip(1440)
    assert someone.page.locator("#day").inner_text() != before
    someone.shot("a-day-later")


def open_own(someone: Visitor, handle: str) -> None:
    """`/rejection mine`, and that post."""
    someone.go("general")
    someone.command("rejection mine")
    someone.sees("Your posts. Only you see this list.")
    someone.conversation.get_by_role("combobox", name="Open one of them").last.click()
    someone.conversation.get_by_role("option", name=handle).click()
    someone.sees("Back to the list")


def test_a_port_in_use_is_one_sentence_and_exit_status_1() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "try_out", "--no-browser", "--port", str(port)]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert ended.stderr == (
        f"Port {port} is not free: end the program that uses it, or choose another one with "
        "`python -m try_out --port 8690`.\n"
    )


def test_ctrl_c_while_it_starts_leaves_no_trace(tmp_path: Path) -> None:
    with try_out(tmp_path) as running:
        assert "Preparing" in running.said.get(timeout=60)
        assert running.stop() == (0, "")
        assert list(tmp_path.iterdir()) == []


def test_without_a_chromium_the_reason_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("ONWARD_REQUIRE_CHROMIUM", raising=False)
    with pytest.raises(pytest.skip.Exception, match="No Chromium was found"):
        chromium()
    monkeypatch.setenv("ONWARD_REQUIRE_CHROMIUM", "1")
    with pytest.raises(pytest.fail.Exception, match="says that there is one"):
        chromium()
