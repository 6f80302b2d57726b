"""What can be asked of the board."""
