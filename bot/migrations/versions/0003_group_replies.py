"""What groups were told: by message and debunk, so that nothing is repeated."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# SQLite counts up only a column of the type INTEGER.
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "group_replies",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("chat_key", sa.String(length=32), nullable=False),
        sa.Column("question_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("words", sa.String(length=32), nullable=False),
        sa.Column("album", sa.String(length=32), nullable=False),
        sa.Column("token", sa.String(length=16), nullable=False),
        sa.Column("debunk_id", sa.String(length=256), nullable=False),
        sa.Column("unasked", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_replies")),
        sqlite_autoincrement=True,
    )
    for columns in (
        ("chat_key", "question_id"),
        ("chat_key", "debunk_id"),
        ("chat_key", "made_at"),
        ("chat_key", "album"),
        ("kind",),
        ("token",),
        ("made_at",),
    ):
        op.create_index(f"ix_group_replies_{'_'.join(columns)}", "group_replies", list(columns), unique=False)


def downgrade() -> None:
    op.drop_table("group_replies")
