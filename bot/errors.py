"""What may go wrong, and the one place that hears of it."""

from __future__ import annotations

import logging
import secrets

log = logging.getLogger("onward.errors")


class UserError(Exception):
    """An expected failure; its text is shown to the member: what happened, that nothing was lost, what to do.

    ``controls`` are buttons that go with it: words, name and key of each.
    """

    controls: tuple[tuple[str, str, str], ...] = ()


class StartupError(Exception):
    """Onward cannot start; its text is one sentence that says what to do."""


def report(error: BaseException, where: str) -> str:
    """Log an unexpected error and return the reference code under which the operator finds it.

    Only the kind of error and the places in the code are logged: the message of an exception may quote what a member
    typed. ``where`` is the name of a command, a control or a task, never anything about a member.
    """
    code = secrets.token_hex(3).upper()
    kind = type(error).__name__
    facts = {"reference": code, "error": kind, "where": where}
    log.error("unexpected %s in %s [%s]%s", kind, where, code, places(error), extra={"facts": facts})
    return code


def places(error: BaseException) -> str:
    """Where an error came from, as file and line from the outside in, on one line; never its message."""
    lines = []
    step = error.__traceback__
    while step is not None:
        path = step.tb_frame.f_code.co_filename.split("/")
        lines.append(f"{'/'.join(path[-2:])}:{step.tb_lineno}")
        step = step.tb_next
    cause = error.__cause__ or error.__context__
    before = f"; after {type(cause).__name__}{places(cause)}" if cause is not None else ""
    return (f" at {' > '.join(lines[-12:])}" if lines else "") + before
