"""The first tables: inbox, outbox, replies with votes, leads with asks, bands and followers, settings of
chats."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# SQLite counts up only a column of the type INTEGER.
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "chats",
        sa.Column("chat_key", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chat_key", name=op.f("pk_chats")),
    )
    op.create_table(
        "inbox",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("lane", sa.String(length=32), nullable=False),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("finished_at", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_inbox")),
    )
    op.create_index("ix_inbox_finished_at", "inbox", ["finished_at"], unique=False)
    op.create_index("ix_inbox_state_lane_update_id", "inbox", ["state", "lane", "update_id"], unique=False)
    op.create_index("ix_inbox_state_update_id", "inbox", ["state", "update_id"], unique=False)
    op.create_table(
        "leads",
        sa.Column("number", SERIAL, autoincrement=True, nullable=False),
        sa.Column("exact", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("asks", sa.Integer(), nullable=False),
        sa.Column("askers", sa.Integer(), nullable=False),
        sa.Column("chats", sa.Integer(), nullable=False),
        sa.Column("first_asked", sa.BigInteger(), nullable=False),
        sa.Column("last_asked", sa.BigInteger(), nullable=False),
        sa.Column("links", sa.Text(), nullable=False),
        sa.Column("topic", sa.String(length=64), nullable=False),
        sa.Column("region", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_leads")),
        sa.UniqueConstraint("exact", name=op.f("uq_leads_exact")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_leads_asks", "leads", ["asks"], unique=False)
    op.create_index("ix_leads_last_asked", "leads", ["last_asked"], unique=False)
    op.create_index("ix_leads_status_last_asked", "leads", ["status", "last_asked"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("method", sa.String(length=64), nullable=False),
        sa.Column("params", sa.Text(), nullable=True),
        sa.Column("reply_token", sa.String(length=16), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("posted_at", sa.BigInteger(), nullable=False),
        sa.Column("finished_at", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_finished_at", "outbox", ["finished_at"], unique=False)
    op.create_index(
        "ix_outbox_state_chat_id_urgency_id", "outbox", ["state", "chat_id", "urgency", "id"], unique=False
    )
    op.create_table(
        "lead_asks",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("lead_number", SERIAL, nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=True),
        sa.Column("asker_key", sa.String(length=32), nullable=False),
        sa.Column("chat_key", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["lead_number"], ["leads.number"], name=op.f("fk_lead_asks_lead_number"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_asks")),
        sa.UniqueConstraint("update_id", name=op.f("uq_lead_asks_update_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_lead_asks_asker_key", "lead_asks", ["asker_key"], unique=False)
    op.create_index("ix_lead_asks_chat_key", "lead_asks", ["chat_key"], unique=False)
    op.create_index(
        "ix_lead_asks_lead_number_asker_key", "lead_asks", ["lead_number", "asker_key"], unique=False
    )
    op.create_index(
        "ix_lead_asks_lead_number_chat_key", "lead_asks", ["lead_number", "chat_key"], unique=False
    )
    op.create_table(
        "lead_bands",
        sa.Column("band", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("lead_number", SERIAL, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_number"], ["leads.number"], name=op.f("fk_lead_bands_lead_number"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("band", "lead_number", name=op.f("pk_lead_bands")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_lead_bands_lead_number", "lead_bands", ["lead_number"], unique=False)
    op.create_table(
        "lead_followers",
        sa.Column("lead_number", SERIAL, autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_number"], ["leads.number"], name=op.f("fk_lead_followers_lead_number"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("lead_number", "chat_id", name=op.f("pk_lead_followers")),
    )
    op.create_index("ix_lead_followers_chat_id", "lead_followers", ["chat_id"], unique=False)
    op.create_table(
        "replies",
        sa.Column("token", sa.String(length=16), nullable=False),
        sa.Column("chat_key", sa.String(length=32), nullable=False),
        sa.Column("asker_key", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("links", sa.Text(), nullable=False),
        sa.Column("band", sa.String(length=8), nullable=False),
        sa.Column("offers", sa.Text(), nullable=False),
        sa.Column("index_version", sa.String(length=64), nullable=False),
        sa.Column("lead_number", SERIAL, nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_number"], ["leads.number"], name=op.f("fk_replies_lead_number"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_replies")),
    )
    op.create_index("ix_replies_asker_key", "replies", ["asker_key"], unique=False)
    op.create_index("ix_replies_chat_key_message_id", "replies", ["chat_key", "message_id"], unique=False)
    op.create_index("ix_replies_lead_number", "replies", ["lead_number"], unique=False)
    op.create_index("ix_replies_made_at", "replies", ["made_at"], unique=False)
    op.create_table(
        "votes",
        sa.Column("token", sa.String(length=16), nullable=False),
        sa.Column("voter_key", sa.String(length=32), nullable=False),
        sa.Column("debunk_id", sa.String(length=256), nullable=False),
        sa.Column("vote", sa.String(length=8), nullable=False),
        sa.Column("voted_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["token"], ["replies.token"], name=op.f("fk_votes_token"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token", "voter_key", "debunk_id", name=op.f("pk_votes")),
    )
    op.create_index("ix_votes_voter_key", "votes", ["voter_key"], unique=False)


def downgrade() -> None:
    op.drop_table("votes")
    op.drop_table("replies")
    op.drop_table("lead_followers")
    op.drop_table("lead_bands")
    op.drop_table("lead_asks")
    op.drop_table("leads")
    op.drop_table("outbox")
    op.drop_table("inbox")
    op.drop_table("chats")
