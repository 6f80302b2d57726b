"""What the demo does."""
