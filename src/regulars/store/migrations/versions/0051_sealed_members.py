"""Names and identities sealed, with blind indexes."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0051_sealed_members"
down_revision = "0080_tags"


def upgrade() -> None:
    """Change the tables."""
    run_sql_beside(op, __file__)
