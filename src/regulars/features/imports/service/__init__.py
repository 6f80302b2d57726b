"""What can be done with a plan, one verb per file."""
