"""Webhooks: what happened to members, told to the systems of others, signed and at least once."""
