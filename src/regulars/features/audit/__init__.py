"""The audit log: who read personal data, who changed what, and who took data away. It only grows, and is sealed."""
