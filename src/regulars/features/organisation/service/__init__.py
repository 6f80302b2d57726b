"""What can be done with the organisation, one verb per module."""
