"""The maintainers' desk: gathered leads, the ledger of their events, cards, drafts, alerts, subscriptions."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("placed_by", sa.String(length=8), nullable=False, server_default=""),
        sa.Column("head", SERIAL, nullable=True),
        sa.Column("apart", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("unit", sa.String(length=64), nullable=False, server_default=""),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("reminded", sa.String(length=8), nullable=False, server_default=""),
        sa.Column("muted_until", sa.BigInteger(), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("reason", sa.String(length=16), nullable=False, server_default=""),
        sa.Column("debunk_id", sa.String(length=256), nullable=False, server_default=""),
    ]


def upgrade() -> None:
    for column in _columns():
        op.add_column("leads", column)
    op.create_index("ix_leads_head", "leads", ["head"], unique=False)
    op.create_index("ix_leads_status_priority", "leads", ["status", "priority"], unique=False)
    op.create_index("ix_leads_due_at", "leads", ["due_at"], unique=False)
    op.create_index("ix_lead_asks_asked_at", "lead_asks", ["asked_at"], unique=False)
    op.create_table(
        "lead_vectors",
        sa.Column("lead_number", SERIAL, autoincrement=False, nullable=False),
        sa.Column("encoder", sa.String(length=64), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_number"], ["leads.number"], name=op.f("fk_lead_vectors_lead_number"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("lead_number", name=op.f("pk_lead_vectors")),
    )
    op.create_table(
        "lead_events",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("lead_number", SERIAL, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("who_key", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("was", sa.String(length=256), nullable=False),
        sa.Column("became", sa.String(length=256), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_events")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_lead_events_lead_number_id", "lead_events", ["lead_number", "id"], unique=False)
    op.create_index("ix_lead_events_kind_at", "lead_events", ["kind", "at"], unique=False)
    op.create_table(
        "lead_alerts",
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("subject", sa.String(length=256), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject", "made_at", name=op.f("pk_lead_alerts")),
    )
    op.create_table(
        "lead_cards",
        sa.Column("token", sa.String(length=16), nullable=False),
        sa.Column("place_key", sa.String(length=32), nullable=False),
        sa.Column("lead_number", SERIAL, nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_number"], ["leads.number"], name=op.f("fk_lead_cards_lead_number"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_lead_cards")),
    )
    op.create_index(
        "ix_lead_cards_place_key_message_id", "lead_cards", ["place_key", "message_id"], unique=False
    )
    op.create_index("ix_lead_cards_lead_number", "lead_cards", ["lead_number"], unique=False)
    op.create_index("ix_lead_cards_made_at", "lead_cards", ["made_at"], unique=False)
    op.create_table(
        "lead_drafts",
        sa.Column("token", sa.String(length=16), nullable=False),
        sa.Column("place_key", sa.String(length=32), nullable=False),
        sa.Column("person_key", sa.String(length=32), nullable=False),
        sa.Column("lead_number", SERIAL, nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("awaits", sa.String(length=16), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_number"], ["leads.number"], name=op.f("fk_lead_drafts_lead_number"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_lead_drafts")),
    )
    op.create_index(
        "ix_lead_drafts_place_key_person_key", "lead_drafts", ["place_key", "person_key"], unique=False
    )
    op.create_index("ix_lead_drafts_lead_number", "lead_drafts", ["lead_number"], unique=False)
    op.create_table(
        "subscriptions",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("topic", sa.String(length=64), nullable=False),
        sa.Column("region", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "topic", "region", name=op.f("pk_subscriptions")),
    )


def downgrade() -> None:
    for name in ("subscriptions", "lead_drafts", "lead_cards", "lead_alerts", "lead_events", "lead_vectors"):
        op.drop_table(name)
    op.drop_index("ix_lead_asks_asked_at", "lead_asks")
    for name in ("ix_leads_due_at", "ix_leads_status_priority", "ix_leads_head"):
        op.drop_index(name, "leads")
    with op.batch_alter_table("leads") as table:
        for column in reversed(_columns()):
            table.drop_column(column.name)
