"""who wants no prompts for a while, and who asked that a moderator reaches out

Revision: 0005, after 0004.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import bot.db

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quiet",
        sa.Column("member_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("until", bot.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("member_digest", name=op.f("pk_quiet")),
    )
    op.create_table(
        "reach_requests",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("member_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("member", bot.db.base.Sealed(), nullable=False),
        sa.Column("expires_at", bot.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reach_requests")),
        sa.UniqueConstraint("member_digest", name=op.f("uq_reach_requests_member_digest")),
    )


def downgrade() -> None:
    op.drop_table("reach_requests")
    op.drop_table("quiet")
