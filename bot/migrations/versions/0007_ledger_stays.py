"""The ledger: its rows can be added, and none can be changed."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SAID = "events of the ledger are never changed"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_change_of_event() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{SAID}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        op.execute(
            "CREATE TRIGGER lead_events_stay BEFORE UPDATE ON lead_events "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change_of_event()"
        )
    else:
        op.execute(
            "CREATE TRIGGER lead_events_stay BEFORE UPDATE ON lead_events "
            f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER lead_events_stay ON lead_events")
        op.execute("DROP FUNCTION refuse_change_of_event()")
    else:
        op.execute("DROP TRIGGER lead_events_stay")
