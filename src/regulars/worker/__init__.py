"""What happens without a request: settlement sweeps and other scheduled jobs.

A job only calls facades and the ledger. Settlement is a function of state and time, so running late changes nothing.
"""
