"""Privacy: the keys under which personal data lie, and what members may ask about theirs."""
