"""The work of the checkout, one verb per file."""
