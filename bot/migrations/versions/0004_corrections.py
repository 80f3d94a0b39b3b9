"""Corrections: what replies told, which matches were called wrong where, and counts by the day."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "told",
        sa.Column("token", sa.String(length=16), nullable=False),
        sa.Column("debunk_id", sa.String(length=256), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("address", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["token"], ["replies.token"], name=op.f("fk_told_token"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token", "debunk_id", name=op.f("pk_told")),
    )
    op.create_index("ix_told_debunk_id_verdict", "told", ["debunk_id", "verdict"], unique=False)
    op.create_table(
        "suppressions",
        sa.Column("chat_key", sa.String(length=32), nullable=False),
        sa.Column("debunk_id", sa.String(length=256), nullable=False),
        sa.Column("exact", sa.String(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chat_key", "debunk_id", "exact", name=op.f("pk_suppressions")),
    )
    op.create_index("ix_suppressions_made_at", "suppressions", ["made_at"], unique=False)
    op.create_table(
        "tallies",
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("chat_key", sa.String(length=32), nullable=False),
        sa.Column("debunk_id", sa.String(length=256), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "chat_key", "debunk_id", "day", name=op.f("pk_tallies")),
    )
    op.create_index("ix_tallies_day", "tallies", ["day"], unique=False)


def downgrade() -> None:
    op.drop_table("tallies")
    op.drop_table("suppressions")
    op.drop_table("told")
