"""What the audit log does: write a line, read and export lines, seal them, and verify the seal."""
