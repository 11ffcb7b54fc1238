"""What `/help` says: only commands that are there, and only those that the reader may use here."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bot.words import t

MEMBERS: Mapping[str, Mapping[str, str]] = {
    "After a rejection": {
        "rejection share": "tell what happened; your name is not on it",
        "rejection mine": "your posts: answer, edit, delete, close",
        "letter new": "a short letter that asks for advice",
        "letter list": "your letters, and what became of them",
        "letter rights": "what the law lets you ask for",
    },
    "For you": {
        "encourage me": "a kind thought and one small step",
        "encourage daily": "such a thought now and then, when you want it",
        "reflect write": "a private journal",
        "next plan": "the next interview, in three changes",
        "journey": "your own path so far",
    },
    "For others": {
        "feedback guide": "how to give feedback that helps",
        "feedback give": "feedback on a post; the button under it does the same",
        "feedback mine": "what you gave, and what of it helped",
    },
    "Your data": {"privacy show": "what is held about you, and who can read it"},
}
MODERATORS: Mapping[str, str] = {
    "mod setup": "channels, role and rules",
    "mod queue": "what waits for you",
    "mod reports": "what members reported",
    "mod block": "stop an author, without learning who it is",
    "mod remove": "take a post down",
    "mod words add": "words that hold a post for you",
    "mod pause": "stop all publication at once",
    "mod audit": "who of you did what",
    "mod insights": "numbers of the community, nobody's own",
    "mod health": "what needs mending",
}


def help_words(
    known: Collection[str], *, moderates: bool, is_set_up: bool, in_server: bool, support: str
) -> str:
    """The whole answer; ``known`` are the names of the commands that work here."""
    lines = [
        t(
            "**What I can do for you here.** Everything that you type to me stays between us until you post it."
        )
    ]
    if in_server and not is_set_up:
        lines.append(
            t("*I am not set up on this server yet. `/mod setup` does that.*")
            if moderates
            else t("*I am not set up on this server yet; a moderator can do that. Letters work already.*")
        )
    for title, commands in MEMBERS.items():
        lines += _section(title, commands, known)
    if moderates:
        lines += _section("For moderators", MODERATORS, known)
    lines.append(t("**Hard right now?** `/help-now` has people to talk to, by country. Always, everywhere."))
    if support:
        lines.append(t("-# Something does not work? {support}", support=support))
    return "\n".join(lines)


def _section(title: str, commands: Mapping[str, str], known: Collection[str]) -> list[str]:
    shown = [f"- `/{name}` – {t(words)}" for name, words in commands.items() if name in known]
    return [f"**{t(title)}**", *shown, ""] if shown else []
