"""A draft may correct a debunk that answers no lead."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("lead_drafts") as table:
        table.alter_column("lead_number", existing_type=sa.BigInteger(), nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM lead_drafts WHERE lead_number IS NULL")
    with op.batch_alter_table("lead_drafts") as table:
        table.alter_column("lead_number", existing_type=sa.BigInteger(), nullable=False)
