"""The shapes of access over HTTP, one file per address."""
