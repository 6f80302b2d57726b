"""A person at the console: real Chromium, the server as a process of its own, the whole example loaded."""
