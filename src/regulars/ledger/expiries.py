"""Expiries: what entries change of the points that will be gone at each instant, so that what expires soon is a sum as well."""

from __future__ import annotations

from regulars.core.entries import Entry
from regulars.kit.instants import NEVER, Instant


def expiry_changes(entries: list[Entry]) -> list[tuple[str, Instant, int]]:
    """How the points that expire at an instant change by entries: (wallet, the instant at which they are gone, change)."""
    changes: list[tuple[str, Instant, int]] = []
    for entry in entries:
        for touched in entry.lots:
            if touched.expires_at != NEVER:
                changes.append((entry.wallet, touched.expires_at, touched.change))  # noqa: PERF401 - compiled, this is the cheap way
    return changes
