"""The tables of leads: what people ask about, who wants to hear of it, and what maintainers do with it.

Gathered leads: each row of `leads` is one wording (near-identical messages together). A row whose `head` is
null stands by itself; others belong to the lead of that number, whose counts are those of all its wordings.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    false,
)

from bot.columns import KEY_LENGTH, Json, Moment, Serial, Words, metadata

__all__ = [
    "LEAD",
    "lead_alerts",
    "lead_asks",
    "lead_bands",
    "lead_cards",
    "lead_drafts",
    "lead_events",
    "lead_followers",
    "lead_lists",
    "lead_vectors",
    "leads",
    "ledger_people",
    "room_moves",
    "subscriptions",
]

leads = Table(
    "leads",
    metadata,
    Column("number", Serial, primary_key=True, autoincrement=True),
    Column("exact", String(KEY_LENGTH), nullable=False, unique=True),  # keyed hash of the body
    Column("text", Words, nullable=False),  # the earliest wording of those who asked, masked
    Column("body", Words, nullable=False),  # what near-identical texts are compared with
    Column("status", String(16), nullable=False),
    Column("asks", Integer, nullable=False),
    Column("askers", Integer, nullable=False),
    Column("chats", Integer, nullable=False),
    Column("first_asked", Moment, nullable=False),
    Column("last_asked", Moment, nullable=False),
    Column("links", Json, nullable=False),
    Column("topic", String(64), nullable=False),
    Column("region", String(64), nullable=False),  # "CN-ZJ", or below it "CN-ZJ/杭州市/西湖区"
    Column("placed_by", String(8), nullable=False, server_default=""),  # topic and region: "", guess, hand
    Column("head", Serial),  # the lead that it was gathered into; null: it stands by itself
    Column("apart", Boolean, nullable=False, server_default=false()),  # split off by hand: stays so
    Column("unit", String(64), nullable=False, server_default=""),  # who checks it
    Column("due_at", Moment),  # when the unit's time is over
    Column("reminded", String(8), nullable=False, server_default=""),  # of the due time: "", soon, over
    Column("muted_until", Moment),
    Column("priority", Integer, nullable=False, server_default="0"),
    Column("reason", String(16), nullable=False, server_default=""),  # why it was dismissed
    Column("debunk_id", String(256), nullable=False, server_default=""),  # what answers it
    sqlite_autoincrement=True,
)
Index("ix_leads_head", leads.c.head)
# Lists of leads come out of these in their order.
Index("ix_leads_status_priority_last_asked", leads.c.status, leads.c.priority, leads.c.last_asked)
Index(
    "ix_leads_unit_status_priority_last_asked",
    *(leads.c.unit, leads.c.status, leads.c.priority, leads.c.last_asked),
)
Index(
    "ix_leads_topic_status_priority_last_asked",
    *(leads.c.topic, leads.c.status, leads.c.priority, leads.c.last_asked),
)
Index("ix_leads_due_at", leads.c.due_at)
# Numbers of leads come out of these alone: their rows are long.
Index(
    "ix_leads_status_last_asked_asks",
    *(leads.c.status, leads.c.last_asked, leads.c.asks, leads.c.head, leads.c.unit),
)
Index(
    "ix_leads_first_asked_topic_region",
    *(leads.c.first_asked, leads.c.topic, leads.c.region, leads.c.head, leads.c.unit),
)
Index("ix_leads_last_asked", leads.c.last_asked)
Index("ix_leads_asks", leads.c.asks)

LEAD = "leads.number"

lead_bands = Table(
    "lead_bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column(
        "lead_number", Serial, ForeignKey(LEAD, ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    sqlite_with_rowid=False,
)
Index("ix_lead_bands_lead_number", lead_bands.c.lead_number)

lead_asks = Table(
    "lead_asks",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("lead_number", Serial, ForeignKey(LEAD, ondelete="CASCADE"), nullable=False),
    Column(
        "update_id", BigInteger, unique=True
    ),  # null when Telegram may have given the id to another update
    Column("asker_key", String(KEY_LENGTH), nullable=False),
    Column("chat_key", String(KEY_LENGTH), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("wording", Words),  # masked; null when it is the text of the lead
    sqlite_autoincrement=True,
)
Index("ix_lead_asks_lead_number_asker_key", lead_asks.c.lead_number, lead_asks.c.asker_key)
Index("ix_lead_asks_lead_number_chat_key", lead_asks.c.lead_number, lead_asks.c.chat_key)
Index("ix_lead_asks_asker_key", lead_asks.c.asker_key)
Index("ix_lead_asks_asked_at", lead_asks.c.asked_at)
Index("ix_lead_asks_chat_key", lead_asks.c.chat_key)

lead_followers = Table(
    "lead_followers",
    metadata,
    Column(
        "lead_number", Serial, ForeignKey(LEAD, ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
)
Index("ix_lead_followers_chat_id", lead_followers.c.chat_id)

lead_vectors = Table(
    "lead_vectors",
    metadata,
    Column(
        "lead_number", Serial, ForeignKey(LEAD, ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    Column("encoder", String(64), nullable=False),  # its hash: vectors of another one are made anew
    Column("vector", LargeBinary, nullable=False),  # of the claim, one signed byte a dimension
)

# The ledger: rows are added and never changed. A number may be of a lead that is forgotten.
lead_events = Table(
    "lead_events",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("lead_number", Serial, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("who_key", String(KEY_LENGTH), nullable=False),  # pseudonym of a person; empty: the bot itself
    Column("at", Moment, nullable=False),
    Column("was", String(256), nullable=False),
    Column("became", String(256), nullable=False),
    Column("why", Words, nullable=False),  # masked
    sqlite_autoincrement=True,
)
Index("ix_lead_events_lead_number_id", lead_events.c.lead_number, lead_events.c.id)
Index("ix_lead_events_kind_at", lead_events.c.kind, lead_events.c.at)

# Whose pseudonym is whose. When a row goes, the ledger stays, and nobody can tell any more who it was.
ledger_people = Table(
    "ledger_people",
    metadata,
    Column("person_key", String(KEY_LENGTH), primary_key=True),
    Column("pseudonym", String(KEY_LENGTH), nullable=False, unique=True),  # random
)

lead_alerts = Table(
    "lead_alerts",
    metadata,
    Column("kind", String(8), primary_key=True),  # rising, returned
    Column("subject", String(256), primary_key=True),  # number of a lead, or id of a debunk
    Column("made_at", Moment, primary_key=True),
)

# Messages in maintainers' chats that show a lead: buttons carry the token alone.
lead_cards = Table(
    "lead_cards",
    metadata,
    Column("token", String(16), primary_key=True),
    Column("place_key", String(KEY_LENGTH), nullable=False),  # the chat in which it stands
    Column("lead_number", Serial, ForeignKey(LEAD, ondelete="CASCADE"), nullable=False),
    Column("message_id", BigInteger),  # null until Telegram took it
    Column("made_at", Moment, nullable=False),
    Column("found", Json),  # debunks and leads that are like it; null: not looked for yet
)
Index("ix_lead_cards_place_key_message_id", lead_cards.c.place_key, lead_cards.c.message_id)
Index("ix_lead_cards_lead_number", lead_cards.c.lead_number)
Index("ix_lead_cards_made_at", lead_cards.c.made_at)

# Lists of leads in maintainers' chats, whose pages can be turned.
lead_lists = Table(
    "lead_lists",
    metadata,
    Column("token", String(16), primary_key=True),
    Column("place_key", String(KEY_LENGTH), nullable=False),
    Column("wanted", Json, nullable=False),  # what was asked for: status, topic, region, unit, age
    Column("made_at", Moment, nullable=False),
)
Index("ix_lead_lists_made_at", lead_lists.c.made_at)

# Debunks that a maintainer is putting together, one a person, chat and lead, or debunk to be corrected.
lead_drafts = Table(
    "lead_drafts",
    metadata,
    Column("token", String(16), primary_key=True),
    Column("place_key", String(KEY_LENGTH), nullable=False),
    Column("person_key", String(KEY_LENGTH), nullable=False),
    Column("lead_number", Serial, ForeignKey(LEAD, ondelete="CASCADE")),  # null: corrects what answers none
    Column("fields", Json, nullable=False),
    Column("awaits", String(16), nullable=False),  # the field that the next message fills; empty: none
    Column("message_id", BigInteger),
    Column("made_at", Moment, nullable=False),
)
Index("ix_lead_drafts_place_key_person_key", lead_drafts.c.place_key, lead_drafts.c.person_key)
Index("ix_lead_drafts_lead_number", lead_drafts.c.lead_number)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("topic", String(64), primary_key=True),  # empty: all
    Column("region", String(64), primary_key=True),  # empty: all
    Column("language", String(16), nullable=False),
    Column("made_at", Moment, nullable=False),
)

# Chats of maintainers and units that became supergroups: the settings name the old number.
room_moves = Table(
    "room_moves",
    metadata,
    Column("old_id", BigInteger, primary_key=True, autoincrement=False),
    Column("new_id", BigInteger, nullable=False),
)
