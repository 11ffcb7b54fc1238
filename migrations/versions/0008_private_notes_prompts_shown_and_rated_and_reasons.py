"""private notes, which prompts were shown and how they did, and why an author thinks it was a no

Revision: 0008, after 0007.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import bot.db

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reflections",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("owner_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("payload", bot.db.base.Sealed(), nullable=False),
        sa.Column("written_at", bot.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reflections")),
    )
    op.create_index(
        op.f("ix_reflections_owner_digest_written_at"), "reflections", ["owner_digest", "written_at"]
    )
    op.create_table(
        "encouragement",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("owner_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("payload", bot.db.base.Sealed(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_encouragement")),
        sa.UniqueConstraint("owner_digest", name=op.f("uq_encouragement_owner_digest")),
    )
    op.create_table(
        "prompt_ratings",
        sa.Column("prompt_id", sa.String(length=40), nullable=False),
        sa.Column("rater_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("rating", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("prompt_id", "rater_digest", name=op.f("pk_prompt_ratings")),
    )
    op.create_table(
        "rejection_reasons",
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("payload", bot.db.base.Sealed(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_rejection_reasons_post_id_posts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("post_id", name=op.f("pk_rejection_reasons")),
    )


def downgrade() -> None:
    for name in ("rejection_reasons", "prompt_ratings", "encouragement", "reflections"):
        op.drop_table(name)
