"""What the events slice does, one verb a file."""
