"""Who stands for a member who was merged."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0071_standing_for"
down_revision = "0052_consents"


def upgrade() -> None:
    """Make the function."""
    run_sql_beside(op, __file__)
