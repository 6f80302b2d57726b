"""The `regulars` command: thin commands over the same facades that the API uses."""
