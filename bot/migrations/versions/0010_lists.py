"""Lists of leads come out of an index in their order: of a status, of a unit, of a topic."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ORDER = ["status", "priority", "last_asked"]


def upgrade() -> None:
    op.create_index("ix_leads_status_priority_last_asked", "leads", ORDER)
    op.create_index("ix_leads_unit_status_priority_last_asked", "leads", ["unit", *ORDER])
    op.create_index("ix_leads_topic_status_priority_last_asked", "leads", ["topic", *ORDER])
    op.drop_index("ix_leads_status_priority", "leads")


def downgrade() -> None:
    op.create_index("ix_leads_status_priority", "leads", ORDER[:2])
    for first in ("topic_", "unit_", ""):
        op.drop_index(f"ix_leads_{first}status_priority_last_asked", "leads")
