"""The board: the figures of the business by month, and how members stand now."""
