"""Programs: the rules as a document - read, checked, published as immutable versions, and told in plain sentences."""
