"""What the privacy slice does: one file per verb."""
