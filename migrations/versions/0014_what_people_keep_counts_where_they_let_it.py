"""what people keep for themselves counts in a server's numbers where they let it

Revision: 0014, after 0013.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "insight_kept",
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_insight_kept")),
    )
    op.create_index(op.f("ix_insight_kept_guild_id_month"), "insight_kept", ["guild_id", "month"])
    op.create_table(
        "insight_consents",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("member_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("member", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insight_consents")),
        sa.UniqueConstraint("member_digest", name=op.f("uq_insight_consents_member_digest")),
    )
    op.create_index(op.f("ix_insight_consents_guild_id"), "insight_consents", ["guild_id"])


def downgrade() -> None:
    op.drop_table("insight_consents")
    op.drop_table("insight_kept")
