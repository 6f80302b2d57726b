"""What the findings slice does, one verb a file."""
