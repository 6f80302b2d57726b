"""Checkout: what a basket will cost and earn for a member, before anything is decided."""
