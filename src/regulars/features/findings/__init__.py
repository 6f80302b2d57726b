"""Findings: what the watches of the program found unusual, for staff to look into and decide about."""
