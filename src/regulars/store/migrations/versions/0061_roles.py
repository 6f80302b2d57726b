"""Roles: assigned to accounts at units of the organisation; API keys bound to a unit; roles of the operator's own."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0061_roles"
down_revision = "0082_profiles"


def upgrade() -> None:
    """Make the tables and move what accounts are into them."""
    run_sql_beside(op, __file__)
