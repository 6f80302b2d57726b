"""Imports of members as tasks: files that somebody hands over in the console, tried out and brought in by a worker."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0084_member_import_tasks"
down_revision = "0083_member_imports"


def upgrade() -> None:
    """Add columns and the table of files."""
    run_sql_beside(op, __file__)
