"""Seals the audit log, round by round."""

from regulars.features.audit.facade import seal
from regulars.ledger.append import Ledger


def seal_audit(ledger: Ledger) -> int:
    """Seal the lines written since the last round; how many."""
    return seal(ledger.database)
