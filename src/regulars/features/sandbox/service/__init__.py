"""What the sandbox slice does: one file per verb."""
