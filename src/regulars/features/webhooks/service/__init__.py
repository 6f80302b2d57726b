"""The work of webhooks, one file per verb."""
