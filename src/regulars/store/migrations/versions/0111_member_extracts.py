"""What conditions and contests ask of documents stands open beside them, and follows."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0111_member_extracts"
down_revision = "0110_told_of_many"


def upgrade() -> None:
    """Make the tables, and fill them from the documents."""
    run_sql_beside(op, __file__)
