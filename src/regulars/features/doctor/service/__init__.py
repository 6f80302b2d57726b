"""What the doctor does: one file per verb."""
