"""Access over HTTP, one file per address: the session, one's own account, accounts of staff, API keys, the access log."""
