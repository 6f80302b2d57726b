"""Accounts: what one member holds and why - wallet, standing, entries, explanations and timeline, all from stored data."""
