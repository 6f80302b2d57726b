"""The organisation: headquarters, regions and stores in one tree, and which of them is a member's home."""
