"""The state document in a table of its own."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0030_documents"
down_revision = "0010_checkpoints"


def upgrade() -> None:
    """Move the documents and the indexes."""
    run_sql_beside(op, __file__)
