"""Who stands for a member who was merged."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0071_standing_for"
down_revision = "0081_member_views"


def upgrade() -> None:
    """Make the function."""
    run_sql_beside(op, __file__)
