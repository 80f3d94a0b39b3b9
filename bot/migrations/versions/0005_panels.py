"""Panels: which one is open where, and for which group."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "panels",
        sa.Column("token", sa.String(length=16), nullable=False),
        sa.Column("place_key", sa.String(length=32), nullable=False),
        sa.Column("group_key", sa.String(length=32), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("awaits", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("turned_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_panels")),
    )
    op.create_index("ix_panels_made_at", "panels", ["made_at"], unique=False)
    op.create_index("ix_panels_place_key", "panels", ["place_key"], unique=False)


def downgrade() -> None:
    op.drop_table("panels")
