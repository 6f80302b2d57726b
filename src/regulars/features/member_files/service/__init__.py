"""What can be done with files of members, one file per verb."""
