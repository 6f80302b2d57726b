"""What can be done with merges, one file per verb."""
