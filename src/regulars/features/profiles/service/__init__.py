"""What can be done with fields and profiles, one file per verb."""
