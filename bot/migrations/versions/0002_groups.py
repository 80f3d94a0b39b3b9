"""Groups: their settings, their admins, and the log of changes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# SQLite counts up only a column of the type INTEGER.
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "groups",
        sa.Column("chat_key", sa.String(length=32), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("may_write", sa.Boolean(), nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.Column("left_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("chat_key", name=op.f("pk_groups")),
    )
    op.create_index("ix_groups_left_at", "groups", ["left_at"], unique=False)
    op.create_table(
        "group_admins",
        sa.Column("chat_key", sa.String(length=32), nullable=False),
        sa.Column("admin_key", sa.String(length=32), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chat_key", "admin_key", name=op.f("pk_group_admins")),
    )
    op.create_index("ix_group_admins_admin_key", "group_admins", ["admin_key"], unique=False)
    op.create_table(
        "group_changes",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("chat_key", sa.String(length=32), nullable=False),
        sa.Column("admin_key", sa.String(length=32), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_changes")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_group_changes_chat_key_id", "group_changes", ["chat_key", "id"], unique=False)


def downgrade() -> None:
    op.drop_table("group_changes")
    op.drop_table("group_admins")
    op.drop_table("groups")
