"""Members over HTTP, by subject."""
