"""Members: create, find, read and list them. What they hold and where they stand is the ledger's to tell."""
