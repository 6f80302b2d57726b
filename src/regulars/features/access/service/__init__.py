"""What access does, one file per thing: log-in and its second step, sessions, accounts, links, second factors, keys, the log."""
