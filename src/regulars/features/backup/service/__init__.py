"""What the backup slice does: one file per verb."""
