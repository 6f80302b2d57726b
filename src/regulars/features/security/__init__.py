"""Security: what holds for log-ins of staff and members, and what administrators have set of it."""
