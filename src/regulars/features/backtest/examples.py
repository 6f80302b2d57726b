"""Examples for the API's description: a backtest of doubled points over two members."""

from __future__ import annotations

from typing import Any, Final

_POINTS: Final = {"zh": "积分", "en": "Points"}
_BASE: Final = {"zh": "消费积分", "en": "Points for spending"}
_MEMBER: Final = "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"


def _flow(issued: int) -> dict[str, Any]:
    return {
        "month": "2026-01", "issued": issued, "reversed": 0, "written_off": 0, "spent": 0, "restored": 0, "expired": 0,
        "adjusted": 0, "other": 0, "outstanding": issued, "debt": 0, "liability_minor": issued, "cost_minor": issued,
    }  # fmt: skip


REPORT: Final[dict[str, Any]] = {
    "currency": "CNY", "currency_digits": 2, "first_month": "2026-01", "last_month": "2026-01", "members": 2, "events": 3,
    "events_before": 0, "seconds": 0.4,
    "wallets": [{"key": "points", "name": _POINTS, "in_force": [_flow(300)], "draft": [_flow(600)]}],
    "ladders": [
        {
            "key": "mall", "name": {"zh": "会员等级", "en": "Membership tiers"},
            "tiers": [{"key": "regular", "name": {"zh": "普通会员", "en": "Regular"}, "color": "#8c8c8c"}],
            "in_force": [{"month": "2026-01", "members": {"regular": 2}}],
            "draft": [{"month": "2026-01", "members": {"regular": 2}}],
            "moves_in_force": [], "moves_draft": [],
            "crossed": [{"in_force": "regular", "draft": "regular", "members": 2}],
        },
    ],
    "rules": [
        {
            "key": "base", "wallet": "points", "name": _BASE,
            "in_force": {"entries": 2, "given": 300, "taken_back": 0, "cost_minor": 300},
            "draft": {"entries": 2, "given": 600, "taken_back": 0, "cost_minor": 600},
        },
    ],
    "refusals": [{"code": "balance_insufficient", "in_force": 1, "draft": 0}],
    "outcome": {"winners": 1, "losers": 0, "unchanged": 1, "won_minor": 300, "lost_minor": 0},
}  # fmt: skip

BACKTEST: Final[dict[str, Any]] = {
    "backtest_id": "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b12", "status": "done", "asked_by": "staff:ann",
    "asked_at": "2026-02-01T08:00:00Z", "started_at": "2026-02-01T08:00:01Z", "finished_at": "2026-02-01T08:00:02Z",
    "since": None, "until": "2026-02-01T00:00:00Z", "events_done": 3, "events_total": 3, "problem": None,
    "yaml": "program: mall\n…", "report": REPORT,
}  # fmt: skip

AFFECTED: Final[dict[str, Any]] = {
    "items": [
        {
            "member_id": _MEMBER, "member_no": 7, "display_name": "Lin Wei", "difference_minor": 300,
            "in_force": {"points": {"given": 300, "expired": 0}}, "draft": {"points": {"given": 600, "expired": 0}},
            "tier_in_force": "regular", "tier_draft": "regular",
        },
    ],
    "next_cursor": None, "total": 1,
}  # fmt: skip


def _side(points: int) -> dict[str, Any]:
    moved = {"wallet": "points", "wallet_name": _POINTS, "kind": "earn", "rule": _BASE, "amount": points}
    return {"refused": None, "moved": [moved], "skipped": [], "tiers": [], "balances": {"points": points}}


LIFE: Final[dict[str, Any]] = {
    "member_id": _MEMBER, "member_no": 7, "display_name": "Lin Wei",
    "items": [
        {
            "at": "2026-01-05T02:00:00Z", "type": "order.paid", "reference": "order:o1", "differs": True,
            "in_force": _side(300), "draft": _side(600),
        },
    ],
    "next_cursor": None, "total": 1,
}  # fmt: skip
