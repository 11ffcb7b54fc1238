"""erasing everything of a member, an outbox whose numbers tell no order, posts found by their age

Revision: 0007, after 0006.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import bot.db

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("member_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("payload", bot.db.base.Sealed(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
        sa.UniqueConstraint("member_digest", name=op.f("uq_erasures_member_digest")),
    )
    known = sa.text("author_digest IS NOT NULL")
    op.create_index(
        op.f("ix_posts_active_at"), "posts", ["active_at"], sqlite_where=known, postgresql_where=known
    )
    op.create_index(op.f("ix_outbox_first_tried_at"), "outbox", ["first_tried_at"])
    if op.get_bind().dialect.name == "postgresql":  # on SQLite the column takes 64 bits already
        op.alter_column("outbox", "id", type_=sa.BigInteger(), existing_type=sa.Integer())


def downgrade() -> None:
    _number_anew()
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("outbox", "id", type_=sa.Integer(), existing_type=sa.BigInteger())
    op.drop_index(op.f("ix_outbox_first_tried_at"), "outbox")
    op.drop_index(op.f("ix_posts_active_at"), "posts")
    op.drop_table("erasures")


def _number_anew() -> None:
    """An older version counts its rows from one on, in a column half as wide."""
    outbox = sa.table("outbox", sa.column("id", sa.BigInteger()))
    connection = op.get_bind()
    known = list(connection.scalars(sa.select(outbox.c.id).order_by(outbox.c.id)))
    for sign in (-1, 1):  # first out of the way of those that are still to come
        for number, before in enumerate(known, 1):
            was = before if sign < 0 else -number
            connection.execute(sa.update(outbox).where(outbox.c.id == was).values(id=sign * number))
    if connection.dialect.name == "postgresql" and known:
        connection.execute(
            sa.text("SELECT setval(pg_get_serial_sequence('outbox', 'id'), :last)"), {"last": len(known)}
        )
