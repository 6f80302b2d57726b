"""What an event has to know of the lots in the middle of a long document stands beside them, so that it need not read them."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0114_shelved_lots"
down_revision = "0113_due_members"


def upgrade() -> None:
    """Add the columns; what is stored already is known once it is written again."""
    run_sql_beside(op, __file__)
