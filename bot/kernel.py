"""The kernel's own tables that hold something about a member, as features like any other."""

from __future__ import annotations

from bot.audit.feature import audit_chain, erase_audit, export_audit, sweep_audit
from bot.board.feature import erase_blocks, erase_board, export_blocks, export_board
from bot.care.reach import erase_requests
from bot.feature import Feature

FEATURES = (
    Feature("board", tables=("posts", "me_too", "drafts"), export=export_board, erase=erase_board),
    Feature("blocks", tables=("blocks",), export=export_blocks, erase=erase_blocks),
    Feature("limits", tables=("posting_tallies",)),
    Feature(
        "audit",
        tables=("audit",),
        export=export_audit,
        erase=erase_audit,
        sweep=sweep_audit,
        checks=(audit_chain,),
    ),
    Feature("care", tables=("quiet",)),
    Feature("reach", tables=("reach_requests",), erase=erase_requests),
    # A part of the kernel that keeps something about a member adds a line here.
)
