"""Conditions: a draft of one is checked, read out, and asked of the whole base."""
