"""Access: staff with roles, API keys with scopes, and the dependency by which a route names what it needs."""
