"""prompts that come by themselves, prompts that moderators schedule, and plans for the next interview

Revision: 0010, after 0009.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import bot.db

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "daily_prompts",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("owner_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("payload", bot.db.base.Sealed(), nullable=False),
        sa.Column("untold", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_daily_prompts")),
        sa.UniqueConstraint("owner_digest", name=op.f("uq_daily_prompts_owner_digest")),
    )
    op.create_table(
        "channel_prompts",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("weekdays", sa.String(length=7), nullable=False),
        sa.Column("at", sa.String(length=5), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("theme", sa.String(length=32), nullable=False),
        sa.Column("due", bot.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_prompts")),
    )
    op.create_index(op.f("ix_channel_prompts_guild_id"), "channel_prompts", ["guild_id"])
    op.create_table(
        "plans",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("owner_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("payload", bot.db.base.Sealed(), nullable=False),
        sa.Column("updated_at", bot.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
    )
    op.create_index(op.f("ix_plans_owner_digest_updated_at"), "plans", ["owner_digest", "updated_at"])


def downgrade() -> None:
    for name in ("plans", "channel_prompts", "daily_prompts"):
        op.drop_table(name)
