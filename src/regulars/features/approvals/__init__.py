"""Approvals: what one person asks for is done once another one agrees."""
