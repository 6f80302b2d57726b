"""What can be done with pairs of members, one file per verb."""
