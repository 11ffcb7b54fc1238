"""limits of feedback, answers that an author hid, and what feedback is remembered for

Revision: 0003, after 0002.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import bot.db

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LIMITS = {
    "feedback_age_days": "0",
    "feedback_per_day": "10",
    "feedback_per_post": "3",
    "feedback_per_pair": "5",
}


def upgrade() -> None:
    for name, value in LIMITS.items():
        op.add_column("servers", sa.Column(name, sa.Integer(), nullable=False, server_default=value))
    op.add_column("posts", sa.Column("hidden", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "feedback_marks",
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("seen", sa.Boolean(), nullable=False),
        sa.Column("helped", sa.Boolean(), nullable=False),
        sa.Column("thanked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_feedback_marks_post_id_posts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("post_id", name=op.f("pk_feedback_marks")),
    )
    op.create_table(
        "feedback_tallies",
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("giver_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("expires_at", bot.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_feedback_tallies")),
    )
    op.create_index(op.f("ix_feedback_tallies_giver_digest"), "feedback_tallies", ["giver_digest"])
    op.create_index(op.f("ix_feedback_tallies_expires_at"), "feedback_tallies", ["expires_at"])
    op.create_table(
        "feedback_wishes",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("author_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("payload", bot.db.base.Sealed(), nullable=False),
        sa.Column("digest_at", bot.db.base.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_wishes")),
        sa.UniqueConstraint("author_digest", name=op.f("uq_feedback_wishes_author_digest")),
    )


def downgrade() -> None:
    op.drop_table("feedback_wishes")
    op.drop_table("feedback_tallies")
    op.drop_table("feedback_marks")
    op.drop_column("posts", "hidden")
    for name in reversed(LIMITS):
        op.drop_column("servers", name)
