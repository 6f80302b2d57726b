"""What is done with a condition, one file each."""
