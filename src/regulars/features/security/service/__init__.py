"""What an administrator does with the rules of log-in."""
