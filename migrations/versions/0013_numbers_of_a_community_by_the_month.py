"""numbers of a community by the month: who counts in the one that runs, and what those that are over say

Revision: 0013, after 0012.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "insight_marks",
        sa.Column("mark", sa.LargeBinary(length=32), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("measure", sa.String(length=32), nullable=False),
        sa.Column("value", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_insight_marks")),
    )
    op.create_index(op.f("ix_insight_marks_guild_id_month"), "insight_marks", ["guild_id", "month"])
    op.create_table(
        "insight_reports",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("guild_id", "month", name=op.f("pk_insight_reports")),
    )


def downgrade() -> None:
    op.drop_table("insight_reports")
    op.drop_table("insight_marks")
