"""Make the pictures of docs/ anew: a visitor walks through the try-out, and each stop is photographed.

    make pictures

Chromium is needed. Nothing in the pictures is anybody's: people and stories are those of the try-out.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.try_out.visitor import Visitor, try_out, visitor  # noqa: E402  needs the path above

PICTURES = ROOT / "docs" / "pictures"
STORY = (
    "Two interviews at Brightwave Studio, and on 12 October 2026 they wrote that they chose somebody who "
    "knows Figma better. I had prepared for weeks, and it stings."
)


def take(someone: Visitor, name: str) -> None:
    """The conversation as it is now, without what surrounds it."""
    someone.page.wait_for_timeout(400)
    someone.page.locator("#frame").screenshot(path=PICTURES / f"{name}.png", animations="disabled")


def members(someone: Visitor) -> str:
    """As Ana: the form, the preview; returns the handle of the post."""
    someone.step(1)
    someone.command("rejection share")
    someone.fill("What happened", STORY)
    someone.fill("Company (optional)", "Brightwave Studio")
    someone.choose(0, "Interview")
    someone.submit()
    someone.sees("Only you see this. Below is exactly what others will see.")
    take(someone, "share-preview")
    someone.press("Post")
    sent = someone.sees("waits for a moderator").inner_text()
    return next(word for word in sent.split() if len(word) == 4 and word.isupper())


def moderators(someone: Visitor, handle: str) -> None:
    """As Mo: the card, the queue, health."""
    someone.skip(15)
    someone.step(2)
    someone.sees(f"{handle} waits for you")
    take(someone, "review-card")
    someone.press("Approve")
    someone.sees("Approved.")
    someone.command("mod health")
    someone.page.wait_for_timeout(1500)
    take(someone, "mod-health")


def board(someone: Visitor, handle: str) -> None:
    """As Ben: the post as everybody sees it."""
    someone.skip(15)
    someone.step(3)
    someone.sees(f"{handle} · posted without a name")
    take(someone, "board")
    someone.page.screenshot(path=PICTURES / "try-out.png", animations="disabled")


def private(someone: Visitor) -> None:
    """As Ana again: what is kept about her, and people to talk to."""
    someone.be("Ana")
    someone.go("rejections")
    someone.command("privacy show")
    someone.page.wait_for_timeout(1500)
    take(someone, "privacy-show")
    someone.command("help-now")
    someone.page.wait_for_timeout(1500)
    take(someone, "help-now")


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        try_out(Path(folder)) as running,
        visitor(running.address()) as someone,
    ):
        someone.page.set_viewport_size({"width": 1240, "height": 900})
        handle = members(someone)
        moderators(someone, handle)
        board(someone, handle)
        private(someone)
    print(f"Wrote {len(list(PICTURES.glob('*.png')))} pictures to {PICTURES.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
