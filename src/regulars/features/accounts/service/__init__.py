"""What can be asked about a member's account, one file per question."""
