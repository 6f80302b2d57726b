"""Contests: limited-time honours that are won - how everybody stands, and closing a contest, which grants the honour."""
