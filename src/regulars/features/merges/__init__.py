"""Merges: two members become one, and apart again. The ledger decides; other slices move along what they keep."""
