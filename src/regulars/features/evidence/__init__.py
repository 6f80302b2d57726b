"""Evidence: checkpoints of the ledger and proofs against them, for whoever must not take our word for it."""
