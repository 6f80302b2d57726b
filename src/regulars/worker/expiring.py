"""Lets requests for approval end that waited too long, round by round."""

from regulars.features.approvals.facade import expire_requests
from regulars.ledger.append import Ledger


def expire_approvals(ledger: Ledger) -> int:
    """End what waited too long; how many."""
    return expire_requests(ledger.database, ledger.clock())
