"""The ledger: who did what under random pseudonyms, and whose they are in a table of its own."""

import importlib
import secrets

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ledger_people",
        sa.Column("person_key", sa.String(length=32), nullable=False),
        sa.Column("pseudonym", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("person_key", name=op.f("pk_ledger_people")),
        sa.UniqueConstraint("pseudonym", name=op.f("uq_ledger_people_pseudonym")),
    )
    _rename(secretly=True)


def downgrade() -> None:
    _rename(secretly=False)
    op.drop_table("ledger_people")


def _rename(*, secretly: bool) -> None:
    """Write pseudonyms into events in place of keys, or the reverse."""
    conn = op.get_bind()
    stays = importlib.import_module("bot.migrations.versions.0007_ledger_stays")
    stays.downgrade()
    if secretly:
        keys = conn.execute(sa.text("SELECT DISTINCT who_key FROM lead_events WHERE who_key != ''")).scalars()
        for key in keys.all():
            values = {"key": key, "pseudonym": secrets.token_hex(16)}
            conn.execute(sa.text("INSERT INTO ledger_people VALUES (:key, :pseudonym)"), values)
        to, of = "pseudonym", "person_key"
    else:
        to, of = "person_key", "pseudonym"
    names = sa.table("ledger_people", sa.column("pseudonym"), sa.column("person_key"))
    events = sa.table("lead_events", sa.column("who_key"))
    other = sa.select(names.c[to]).where(names.c[of] == events.c.who_key).scalar_subquery()
    known = events.c.who_key.in_(sa.select(names.c[of]))
    conn.execute(sa.update(events).where(known).values(who_key=other))
    stays.upgrade()
