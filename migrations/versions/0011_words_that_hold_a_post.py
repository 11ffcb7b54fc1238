"""words and patterns by which a server's posts are held for its moderators

Revision: 0011, after 0010.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import bot.db

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "word_rules",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("rule", bot.db.base.Sealed(), nullable=False),
        sa.Column("rule_digest", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_rules")),
        sa.UniqueConstraint("rule_digest", name=op.f("uq_word_rules_rule_digest")),
    )
    op.create_index(op.f("ix_word_rules_guild_id"), "word_rules", ["guild_id"])


def downgrade() -> None:
    op.drop_table("word_rules")
