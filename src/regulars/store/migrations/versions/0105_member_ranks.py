"""What the member list is sorted by stands apart from what events write."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0105_member_ranks"
down_revision = "0103_parallel_documents"


def upgrade() -> None:
    """Make the table, and drop the indexes that every event had to pay for."""
    run_sql_beside(op, __file__)
