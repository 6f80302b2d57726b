"""Documents may be read by several processes at once."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0103_parallel_documents"
down_revision = "0102_merge_policies"


def upgrade() -> None:
    """Say so of the function."""
    run_sql_beside(op, __file__)
