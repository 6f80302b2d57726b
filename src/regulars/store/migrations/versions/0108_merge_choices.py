"""A merge remembers whose word was chosen for which field."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0108_merge_choices"
down_revision = "0107_visitors"


def upgrade() -> None:
    """Add the choices."""
    run_sql_beside(op, __file__)
