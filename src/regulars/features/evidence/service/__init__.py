"""What the evidence slice does: one file per verb."""
