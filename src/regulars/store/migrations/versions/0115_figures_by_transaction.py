"""What a transaction changed of the daily figures is one row, which the sweep adds to their sums."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0115_figures_by_transaction"
down_revision = "0114_shelved_lots"


def upgrade() -> None:
    """Fold what is there into sums, one row each; `figure` becomes the view of sums and changes together."""
    run_sql_beside(op, __file__)
