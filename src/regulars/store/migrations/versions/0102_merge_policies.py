"""A merge is made by a policy for the tier and one for the profile."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0102_merge_policies"
down_revision = "0101_approvals_of_undoing"


def upgrade() -> None:
    """Add the columns."""
    run_sql_beside(op, __file__)
