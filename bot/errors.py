"""What may go wrong, and the one place that hears of it."""

from __future__ import annotations

import logging
import secrets

log = logging.getLogger("onward.errors")


class UserError(Exception):
    """An expected failure; its text is shown to the member: what happened, that nothing was lost, what to do."""


class StartupError(Exception):
    """Onward cannot start; its text is one sentence that says what to do."""


def report(error: BaseException, where: str) -> str:
    """Log an unexpected error and return the reference code under which the operator finds it.

    Only the kind of error and the place are logged beside the traceback's code lines: the message of an
    exception may quote what a member typed.
    """
    code = secrets.token_hex(3).upper()
    log.error("unexpected %s in %s [%s]%s", type(error).__name__, where, code, places(error))
    return code


def places(error: BaseException) -> str:
    """Where an error came from, as lines of file and line; never its message."""
    places = []
    step = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        places.append(
            f"{code.co_filename.rsplit('/', 2)[-2]}/{code.co_filename.rsplit('/', 1)[-1]}:{step.tb_lineno}"
        )
        step = step.tb_next
    cause = error.__cause__ or error.__context__
    told = "".join(f"\n    {place}" for place in places[-12:])
    return told + (f"\n  after {type(cause).__name__}{places(cause)}" if cause is not None else "")
