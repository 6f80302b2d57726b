"""Every page of the console by name, for what holds on all of them."""

from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode

from tests.support.served_example import ServedExample

Path = Callable[[ServedExample], str]


def _best_customer(example: ServedExample) -> str:
    return f"/members/{example.members(sort='-spend', limit=1)[0]['member_id']}"


def _climber(example: ServedExample) -> str:
    return f"/members/{example.members(tier='gold', sort='-last_order_at', limit=1)[0]['member_id']}"


def _newest_member(example: ServedExample) -> str:
    return f"/members/{example.members(sort='-joined_at', limit=1)[0]['member_id']}"


RECENT: Final = '{"combinator":"and","rules":[{"did":"orders","within_days":90}]}'

PAGES: Final[dict[str, Path]] = {
    "board": lambda _: "/",
    "members": lambda _: "/members",
    "members-by-condition": lambda _: f"/members?{urlencode({'condition': RECENT})}",
    "tags": lambda _: "/members/tags",
    "fields": lambda _: "/members/fields",
    "lifecycle": lambda _: "/members/lifecycle",
    "identities": lambda _: "/members/identities",
    "duplicates": lambda _: "/members/duplicates",
    "findings": lambda _: "/members/findings",
    "import": lambda _: "/members/import",
    "member": _best_customer,
    "climber": _climber,
    "new-member": _newest_member,
    "program": lambda _: "/program",
    "compare": lambda _: "/program/compare",
    "edit": lambda _: "/program/edit",
    "backtests": lambda _: "/program/backtests",
    "tiers": lambda _: "/tiers",
    "quarantine": lambda _: "/quarantine",
    "approvals": lambda _: "/approvals",
    "organisation": lambda _: "/organisation",
    "roles": lambda _: "/settings/roles",
    "account": lambda _: "/account",
    "staff": lambda _: "/settings/staff",
    "security": lambda _: "/settings/security",
    "keys": lambda _: "/settings/keys",
    "access-log": lambda _: "/settings/access-log",
    "audit": lambda _: "/settings/audit",
    "webhooks": lambda _: "/settings/webhooks",
    "nowhere": lambda _: "/nowhere/at/all",
}
"""Where each page is, behind the log-in."""
