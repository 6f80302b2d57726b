"""What can be done with views, one file per verb."""
