"""What can be done with members, one file per verb."""
