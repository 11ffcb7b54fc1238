"""when moderators see a post and what they are told beside it; reports with a kind, a time and one card a post

Revision: 0009, after 0008.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import bot.db

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

INSTANT = bot.db.base.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.add_column("servers", sa.Column("report_threshold", sa.Integer(), nullable=False, server_default="3"))
    op.add_column("posts", sa.Column("review_at", INSTANT, nullable=True))
    op.add_column("posts", sa.Column("briefing", bot.db.base.Sealed(), nullable=True))
    for name in ("flagged", "card_decided"):
        op.add_column("posts", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE posts SET review_at = submitted_at")
    op.create_index(op.f("ix_posts_guild_id_review_at"), "posts", ["guild_id", "review_at"])
    op.add_column("reports", sa.Column("kind", sa.String(length=16), nullable=False, server_default="other"))
    op.add_column("reports", sa.Column("reporter", bot.db.base.Sealed(), nullable=True))
    op.add_column("reports", sa.Column("settled", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "report_cases",
        sa.Column("post_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("handle", sa.String(length=16), nullable=False),
        sa.Column("shown_at", INSTANT, nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("card_channel_id", sa.BigInteger(), nullable=True),
        sa.Column("card_message_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("post_id", name=op.f("pk_report_cases")),
    )
    op.create_index(op.f("ix_report_cases_guild_id_shown_at"), "report_cases", ["guild_id", "shown_at"])
    now = sa.func.current_timestamp()
    reports = sa.table("reports", sa.column("post_id"), sa.column("guild_id"))
    posts = sa.table("posts", sa.column("id"), sa.column("handle"))
    cases = sa.table(
        "report_cases",
        *map(sa.column, ("post_id", "guild_id", "handle", "shown_at", "outcome")),
    )
    open_ones = (
        sa.select(reports.c.post_id, reports.c.guild_id, posts.c.handle, now, sa.literal(""))
        .join_from(reports, posts, posts.c.id == reports.c.post_id)
        .distinct()
    )
    columns = ["post_id", "guild_id", "handle", "shown_at", "outcome"]
    op.execute(sa.insert(cases).from_select(columns, open_ones))


def downgrade() -> None:
    op.drop_table("report_cases")
    for name in ("settled", "reporter", "kind"):
        op.drop_column("reports", name)
    op.drop_index(op.f("ix_posts_guild_id_review_at"), table_name="posts")
    for name in ("card_decided", "flagged", "briefing", "review_at"):
        op.drop_column("posts", name)
    op.drop_column("servers", "report_threshold")
