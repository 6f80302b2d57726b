"""What access does, one file per thing: accounts of staff, log-in, sessions, API keys."""
