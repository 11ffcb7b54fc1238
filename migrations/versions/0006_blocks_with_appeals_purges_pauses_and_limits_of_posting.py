"""blocks with appeals, purges under way, pauses, limits of posting, and when the bot had to leave a server

Revision: 0006, after 0005.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import bot.db

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

LIMITS = {"posts_per_day": "20", "posts_per_minute": "20"}


def upgrade() -> None:
    for name, value in LIMITS.items():
        op.add_column("servers", sa.Column(name, sa.Integer(), nullable=False, server_default=value))
    op.add_column("servers", sa.Column("paused", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("servers", sa.Column("told", sa.Text(), nullable=False, server_default=""))
    op.add_column("servers", sa.Column("left_at", bot.db.base.UtcDateTime(timezone=True), nullable=True))
    op.create_table(
        "blocks",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("handle", sa.String(length=16), nullable=False),
        sa.Column("person_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("person", bot.db.base.Sealed(), nullable=False),
        sa.Column("scope", sa.String(length=16), nullable=False),
        sa.Column("reason", bot.db.base.Sealed(), nullable=False),
        sa.Column("blocked_at", bot.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", bot.db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("appeal", bot.db.base.Sealed(), nullable=True),
        sa.Column("answer", bot.db.base.Sealed(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocks")),
    )
    op.create_index(op.f("ix_blocks_guild_id_handle"), "blocks", ["guild_id", "handle"], unique=True)
    op.create_index(op.f("ix_blocks_person_digest"), "blocks", ["person_digest"])
    op.create_table(
        "purges",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("handle", sa.String(length=16), nullable=False),
        sa.Column("person", bot.db.base.Sealed(), nullable=False),
        sa.Column("begun_at", bot.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purges")),
    )
    op.create_table(
        "posting_tallies",
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("person_digest", sa.LargeBinary(length=32), nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("expires_at", bot.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_posting_tallies")),
    )
    op.create_index(op.f("ix_posting_tallies_person_digest"), "posting_tallies", ["person_digest"])
    op.create_index(op.f("ix_posting_tallies_expires_at"), "posting_tallies", ["expires_at"])


def downgrade() -> None:
    op.drop_table("posting_tallies")
    op.drop_table("purges")
    op.drop_table("blocks")
    for name in ("left_at", "told", "paused", *reversed(LIMITS)):
        op.drop_column("servers", name)
