"""SQL of files of members, by subject."""
