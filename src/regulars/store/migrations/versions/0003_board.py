"""An index that answers the board's counts alone."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0003_board"
down_revision = "0002_access"


def upgrade() -> None:
    """Make the index."""
    run_sql_beside(op, __file__)
