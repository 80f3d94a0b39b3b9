"""What a lead's card has found for it, and lists of leads whose pages can be turned."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("lead_cards", sa.Column("found", sa.Text(), nullable=True))
    op.create_table(
        "lead_lists",
        sa.Column("token", sa.String(length=16), nullable=False),
        sa.Column("place_key", sa.String(length=32), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_lead_lists")),
    )
    op.create_index("ix_lead_lists_made_at", "lead_lists", ["made_at"], unique=False)


def downgrade() -> None:
    op.drop_table("lead_lists")
    with op.batch_alter_table("lead_cards") as table:
        table.drop_column("found")
