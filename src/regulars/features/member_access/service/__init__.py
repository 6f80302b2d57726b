"""What members do to get in, one file per way."""
