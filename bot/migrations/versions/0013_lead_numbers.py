"""Indexes that give the numbers of leads without reading their rows."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_leads_status_last_asked", table_name="leads")
    op.create_index(
        "ix_leads_status_last_asked_asks", "leads", ["status", "last_asked", "asks", "head", "unit"]
    )
    op.create_index(
        "ix_leads_first_asked_topic_region", "leads", ["first_asked", "topic", "region", "head", "unit"]
    )


def downgrade() -> None:
    op.drop_index("ix_leads_first_asked_topic_region", table_name="leads")
    op.drop_index("ix_leads_status_last_asked_asks", table_name="leads")
    op.create_index("ix_leads_status_last_asked", "leads", ["status", "last_asked"])
