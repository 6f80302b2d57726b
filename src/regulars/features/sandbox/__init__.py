"""Sandboxes: databases with a clock of their own, where time can be moved forward and everything due happens."""
