"""Ask and decide, one verb per module."""
