"""What the contests slice does, one verb a file."""
