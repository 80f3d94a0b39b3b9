"""The tables of the bot's state: updates in, messages out, replies, leads and settings.

A person or chat appears in them only as a keyed hash (`Store.key`, 32 hexadecimal characters), in the
ledger as a pseudonym. Chat ids in clear are in `lead_followers` (until told), in `subscriptions` (until
taken back), in `room_moves` (of the chats of maintainers and units alone), in `groups` (until 30 days after
leaving), in `outbox` (until sent) and inside the payloads of `inbox` (until done or put aside). In `told`
they are sealed with the secret.
"""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table

from bot.columns import KEY_LENGTH, Json, Moment, Serial, Words, metadata, storable
from bot.lead_tables import (
    LEAD,
    lead_alerts,
    lead_asks,
    lead_bands,
    lead_cards,
    lead_drafts,
    lead_events,
    lead_followers,
    lead_vectors,
    leads,
    ledger_people,
    subscriptions,
)

__all__ = [
    "KEY_LENGTH",
    "LEAD",
    "Json",
    "Moment",
    "Words",
    "chats",
    "group_admins",
    "group_changes",
    "group_replies",
    "groups",
    "inbox",
    "lead_alerts",
    "lead_asks",
    "lead_bands",
    "lead_cards",
    "lead_drafts",
    "lead_events",
    "lead_followers",
    "lead_vectors",
    "leads",
    "ledger_people",
    "metadata",
    "outbox",
    "panels",
    "replies",
    "storable",
    "subscriptions",
    "suppressions",
    "tallies",
    "told",
    "votes",
]

inbox = Table(
    "inbox",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("lane", String(KEY_LENGTH), nullable=False),  # empty when done
    Column("payload", Json),  # null when done, a shape without content when aside
    Column("state", String(8), nullable=False),  # waiting, done, aside
    Column("attempts", Integer, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("error", Words, nullable=False),
)
Index("ix_inbox_state_lane_update_id", inbox.c.state, inbox.c.lane, inbox.c.update_id)
Index("ix_inbox_state_update_id", inbox.c.state, inbox.c.update_id)
Index("ix_inbox_finished_at", inbox.c.finished_at)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("key", String(128), nullable=False, unique=True),
    Column("chat_id", BigInteger),  # null when sent or dropped
    Column("method", String(64), nullable=False),
    Column("params", Json),  # null when sent or dropped
    Column("reply_token", String(16), nullable=False),
    Column("urgency", Integer, nullable=False),
    Column("state", String(8), nullable=False),  # waiting, sent, dropped
    Column("attempts", Integer, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("posted_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("error", Words, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_outbox_state_chat_id_urgency_id", outbox.c.state, outbox.c.chat_id, outbox.c.urgency, outbox.c.id)
Index("ix_outbox_finished_at", outbox.c.finished_at)

replies = Table(
    "replies",
    metadata,
    Column("token", String(16), primary_key=True),
    Column("chat_key", String(KEY_LENGTH), nullable=False),
    Column("asker_key", String(KEY_LENGTH), nullable=False),
    Column("text", Words, nullable=False),  # the question, masked
    Column("links", Json, nullable=False),
    Column("band", String(8), nullable=False),
    Column("offers", Json, nullable=False),  # [[debunk id, confidence, quote], ...]
    Column("index_version", String(64), nullable=False),
    Column("lead_number", Serial, ForeignKey(LEAD, ondelete="SET NULL")),
    Column("message_id", BigInteger),
    Column("language", String(16), nullable=False),
    Column("made_at", Moment, nullable=False),
)
Index("ix_replies_chat_key_message_id", replies.c.chat_key, replies.c.message_id)
Index("ix_replies_asker_key", replies.c.asker_key)
Index("ix_replies_lead_number", replies.c.lead_number)
Index("ix_replies_made_at", replies.c.made_at)

votes = Table(
    "votes",
    metadata,
    Column("token", String(16), ForeignKey("replies.token", ondelete="CASCADE"), primary_key=True),
    Column("voter_key", String(KEY_LENGTH), primary_key=True),
    Column("debunk_id", String(256), primary_key=True),
    Column("vote", String(8), nullable=False),
    Column("voted_at", Moment, nullable=False),
)
Index("ix_votes_voter_key", votes.c.voter_key)

told = Table(
    "told",
    metadata,
    Column("token", String(16), ForeignKey("replies.token", ondelete="CASCADE"), primary_key=True),
    Column("debunk_id", String(256), primary_key=True),
    Column("place", Integer, nullable=False),  # among the offers of the reply
    Column("verdict", String(16), nullable=False),  # as it was told; "withdrawn" since it is in no index
    Column("address", String(24), nullable=False),  # the chat's id, sealed with the secret
)
Index("ix_told_debunk_id_verdict", told.c.debunk_id, told.c.verdict)

suppressions = Table(
    "suppressions",
    metadata,
    Column("chat_key", String(KEY_LENGTH), primary_key=True),
    Column("debunk_id", String(256), primary_key=True),
    Column("exact", String(KEY_LENGTH), primary_key=True),  # keyed hash of the message's identity
    Column("body", Words, nullable=False),  # masked, what near-identical messages are compared with
    Column("made_at", Moment, nullable=False),
)
Index("ix_suppressions_made_at", suppressions.c.made_at)

tallies = Table(
    "tallies",
    metadata,
    Column("kind", String(8), primary_key=True),  # chosen, looked, found, asked
    Column("chat_key", String(KEY_LENGTH), primary_key=True),  # of a group; empty for cards, asked
    Column("debunk_id", String(256), primary_key=True),  # empty for messages that were looked at
    Column("day", String(10), primary_key=True),  # YYYY-MM-DD
    Column("times", Integer, nullable=False),
)
Index("ix_tallies_day", tallies.c.day)

chats = Table(
    "chats",
    metadata,
    Column("chat_key", String(KEY_LENGTH), primary_key=True),
    Column("language", String(16), nullable=False),
    Column("changed_at", Moment, nullable=False),
)

groups = Table(
    "groups",
    metadata,
    Column("chat_key", String(KEY_LENGTH), primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("title", Words, nullable=False),
    Column("settings", Json, nullable=False),  # what differs from the defaults
    Column("may_write", Boolean, nullable=False),
    Column("joined_at", Moment, nullable=False),
    Column("left_at", Moment),
)
Index("ix_groups_left_at", groups.c.left_at)

group_admins = Table(
    "group_admins",
    metadata,
    Column("chat_key", String(KEY_LENGTH), primary_key=True),
    Column("admin_key", String(KEY_LENGTH), primary_key=True),
    Column("seen_at", Moment, nullable=False),
)
Index("ix_group_admins_admin_key", group_admins.c.admin_key)

group_changes = Table(
    "group_changes",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("chat_key", String(KEY_LENGTH), nullable=False),
    Column("admin_key", String(KEY_LENGTH), nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("settings", Json, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_group_changes_chat_key_id", group_changes.c.chat_key, group_changes.c.id)

group_replies = Table(
    "group_replies",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("chat_key", String(KEY_LENGTH), nullable=False),
    Column("question_id", BigInteger, nullable=False),  # number of the message that was looked at
    Column("kind", String(8), nullable=False),  # reply, remind, react, kept, morning
    Column("words", String(KEY_LENGTH), nullable=False),  # keyed hash of its text
    Column("album", String(KEY_LENGTH), nullable=False),  # keyed hash, empty outside of albums
    Column("token", String(16), nullable=False),  # of the remembered reply, or empty
    Column("debunk_id", String(256), nullable=False),  # empty where none was told
    Column("unasked", Boolean, nullable=False),
    Column("made_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_group_replies_chat_key_question_id", group_replies.c.chat_key, group_replies.c.question_id)
Index("ix_group_replies_chat_key_debunk_id", group_replies.c.chat_key, group_replies.c.debunk_id)
Index("ix_group_replies_chat_key_made_at", group_replies.c.chat_key, group_replies.c.made_at)
Index("ix_group_replies_chat_key_album", group_replies.c.chat_key, group_replies.c.album)
Index("ix_group_replies_kind", group_replies.c.kind)
Index("ix_group_replies_token", group_replies.c.token)
Index("ix_group_replies_made_at", group_replies.c.made_at)

panels = Table(
    "panels",
    metadata,
    Column("token", String(16), primary_key=True),
    Column("place_key", String(KEY_LENGTH), nullable=False),  # where it is shown
    Column("group_key", String(KEY_LENGTH), nullable=False),  # what it sets; empty while that is chosen
    Column("message_id", BigInteger),
    Column("awaits", Boolean, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("turned_at", Moment, nullable=False),
)
Index("ix_panels_place_key", panels.c.place_key)
Index("ix_panels_made_at", panels.c.made_at)
