"""The indexes of tags look for no equal keys, of which they have none, and leave room where a new tag comes between."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0112_lean_tag_indexes"
down_revision = "0108_merge_choices"


def upgrade() -> None:
    """Set both."""
    run_sql_beside(op, __file__)
