"""The history of the schema: `versions/NNNN_name.sql` with a small `.py` of the same name that Alembic orders."""
