"""letters, their versions, what came back, and how their owners want to be reminded

Revision: 0002, after 0001.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import bot.db

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letters",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("owner_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("payload", bot.db.base.Sealed(), nullable=False),
        sa.Column("updated_at", bot.db.base.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
    )
    op.create_index(op.f("ix_letters_owner_digest_updated_at"), "letters", ["owner_digest", "updated_at"])
    op.create_table(
        "letter_versions",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("letter_id", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("payload", bot.db.base.Sealed(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"],
            ["letters.id"],
            name=op.f("fk_letter_versions_letter_id_letters"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_versions")),
    )
    op.create_index(
        op.f("ix_letter_versions_letter_id_number"), "letter_versions", ["letter_id", "number"], unique=True
    )
    op.create_table(
        "letter_replies",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("letter_id", sa.String(length=16), nullable=False),
        sa.Column("payload", bot.db.base.Sealed(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"],
            ["letters.id"],
            name=op.f("fk_letter_replies_letter_id_letters"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_replies")),
    )
    op.create_index(op.f("ix_letter_replies_letter_id"), "letter_replies", ["letter_id"])
    op.create_table(
        "letter_habits",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("owner_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("payload", bot.db.base.Sealed(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_habits")),
        sa.UniqueConstraint("owner_digest", name=op.f("uq_letter_habits_owner_digest")),
    )
    op.create_table(
        "letter_offers",
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_letter_offers_post_id_posts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("post_id", name=op.f("pk_letter_offers")),
    )


def downgrade() -> None:
    op.drop_table("letter_offers")
    op.drop_table("letter_habits")
    op.drop_table("letter_replies")
    op.drop_table("letter_versions")
    op.drop_table("letters")
