"""Analytics over columns: SQL over frames with thin Python around it, never a loop over members.

It reads exports and figures; it never writes the ledger's tables.
"""
