"""Member access: members log in by a code that is sent to them, or through the operator's own app, and see their own data."""
