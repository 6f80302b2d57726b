"""Examples of the answers about one member, for the API's description."""

from __future__ import annotations

from typing import Any, Final

BASE_RULE: Final[dict[str, Any]] = {
    "zh": "每消费 1 元得 1 积分，仅计商品，银卡 1.2 倍，7 天后可用。",
    "en": "Points: 1 per 1 CNY spent; only goods; Silver ×1.2; usable after 7 days.",
}
SILVER: Final[dict[str, Any]] = {"key": "silver", "name": {"zh": "银卡", "en": "Silver"}, "color": "#7a8fa6"}
GOLD: Final[dict[str, Any]] = {"key": "gold", "name": {"zh": "金卡", "en": "Gold"}, "color": "#c8963e"}
SPEND_10000: Final[dict[str, Any]] = {
    "metric": "spend", "name": {"zh": "消费", "en": "Spend"}, "unit": "money", "window": {"zh": "自然年", "en": "calendar year"},
    "required": 1000000, "group": "all", "part": 0, "in_each_month": None, "when": None,
}  # fmt: skip
SPEND_4000: Final = SPEND_10000 | {"required": 400000}
TOWARD_GOLD: Final = SPEND_10000 | {"have": 680000, "missing": 320000, "met": False}

STANDING: Final[dict[str, Any]] = {
    "tier": SILVER
    | {
        "level": 1,
        "look": {
            "title": {"zh": "常来的朋友", "en": "A friend of the house"}, "badge": "✦", "to_color": "#a9bccf",
            "pattern": "waves",
        },
    },
    "since": "2025-06-10T02:00:00Z",
    "in_grace": False,
    "growth": {
        "value": 6850, "next_decay": {"at": "2025-06-30T16:00:00Z", "points": 342},
        "by_dimension": [{"key": "spend", "name": {"zh": "消费", "en": "Spend"}, "value": 6850}],
        "by_month": [{"month": "2025-06", "value": 6850}],
    },
    "next": {
        "tier": GOLD, "progress": 0.68, "requirements": [TOWARD_GOLD],
        "ways": [{"lift": None, "name": None, "progress": 0.68, "holds": None, "requirements": [TOWARD_GOLD]}],
    },
    "review": {
        "at": "2025-12-31T16:00:00Z", "grace_until": None, "days_left": 204, "projected_tier": SILVER, "at_risk": False,
        "keep": [SPEND_4000 | {"have": 680000, "missing": 0, "met": True}],
    },
    "ladder": [GOLD | {"level": 2, "requirements": [SPEND_10000]}],
    "history": [
        {
            "tier": SILVER, "since": "2025-06-10T02:00:00Z",
            "reason": {"zh": "达到升级条件", "en": "Reached what the tier asks for"},
        },
    ],
    "honours": [
        {
            "key": "king", "name": {"zh": "双11王者", "en": "King of Double 11"}, "badge": "♛",
            "since": "2025-11-05T01:00:00Z", "until": "2025-11-11T16:00:00Z",
        },
    ],
    "attempts": [
        {
            "task": "sprint", "name": {"zh": "30 天冲金卡", "en": "Gold in 30 days"},
            "text": {
                "zh": "接受后 30 天内消费满 3,000，立即升为金卡。",
                "en": "Spend of 3,000 within 30 days of accepting it: Gold at that moment.",
            },
            "status": "running", "since": "2025-06-01T01:00:00Z", "until": "2025-07-01T01:00:00Z", "unit": "money",
            "progress": 120000, "required": 300000,
        },
    ],
    "others": [
        {
            "ladder": "club", "name": {"zh": "品牌大使", "en": "Contributors"},
            "tier": {"key": "fan", "name": {"zh": "粉丝", "en": "Fan"}, "color": "#8c8c8c", "level": 0},
            "since": "2025-01-01T02:00:00Z", "next": None,
        },
    ],
}  # fmt: skip

WALLETS: Final[dict[str, Any]] = {
    "wallets": [
        {
            "key": "points", "name": {"zh": "积分", "en": "Points"}, "available": 0, "pending": 107, "held": 0, "debt": 0,
            "balance": 107, "value_minor": 107, "expiring": [{"on": "2026-03-31", "points": 107}],
            "lots": [
                {
                    "lot_no": 1, "amount": 107, "remaining": 107, "earned_at": "2025-03-15T02:00:00Z",
                    "active_at": "2025-03-22T02:00:00Z", "expires_at": "2026-03-31T16:00:00Z", "last_day": "2026-03-31",
                    "status": "pending", "rule": "base", "rule_text": BASE_RULE, "order_id": "o7",
                },
            ],
            "lots_total": 1,
            "holds": [],
        },
    ],
    "frozen": None,
}  # fmt: skip

ENTRY: Final[dict[str, Any]] = {
    "entry_no": 1, "at": "2025-03-15T02:00:00Z", "recorded_at": "2025-03-15T02:00:01Z", "wallet": "points", "kind": "earn",
    "kind_text": {"zh": "获得", "en": "Earned"}, "amount": 107, "balance_after": 107, "rule": "base", "rule_text": BASE_RULE,
    "reference": "order:o7", "event": {"source": "pos-12", "id": "e7", "type": "order.paid"},
}  # fmt: skip

ENTRY_DETAIL: Final[dict[str, Any]] = ENTRY | {
    "program": {"key": "mall", "version": 3, "published_at": "2025-01-01T00:00:00Z"},
    "lots": [
        {
            "lot_no": 1, "change": 107, "remaining_now": 80, "earned_at": "2025-03-15T02:00:00Z",
            "expires_at": "2026-03-31T16:00:00Z",
        },
    ],
    "debt_change": 0,
    "event_body": {
        "order_id": "o7", "currency": "CNY",
        "lines": [{"line_id": "1", "sku": "6901234", "quantity": 1, "amount_minor": 8990}],
    },
    "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "working": {"zh": "89.90 × 1.2 = 107.88 → 107", "en": "89.90 × 1.2 = 107.88 → 107"},
}  # fmt: skip

EXPLANATION: Final[dict[str, Any]] = {
    "wallet": "points",
    "balance": 80,
    "lines": [
        {
            "lot_no": 1, "earned_at": "2025-03-15T02:00:00Z", "order_id": "o7", "rule": "base", "rule_text": BASE_RULE,
            "program_version": 3, "earned": 107, "left": 80, "last_day": "2026-03-31", "status": "active", "month": None,
            "dimension": None,
        },
    ],
    "others": None,
    "debt": 0,
    "sum": 80,
}  # fmt: skip

MOMENT: Final[dict[str, Any]] = {
    "at": "2025-03-15T02:00:00Z", "type": "order.paid", "title": {"zh": "消费订单", "en": "Order"}, "reference": "o7",
    "amount_minor": 9990, "points": 107, "growth": 89,
    "lines": [
        {"name": "", "sku": "6901234", "category": "", "kind": "goods", "quantity": 1, "amount_minor": 8990},
        {"name": "", "sku": "POST", "category": "", "kind": "postage", "quantity": 1, "amount_minor": 1000},
    ],
    "event": {"source": "pos-12", "id": "e7"}, "status": "accepted",
}  # fmt: skip

EVENT_EXPLANATION: Final[dict[str, Any]] = {
    "source": "pos-12", "id": "2025-03-15-000417", "type": "order.paid", "status": "accepted",
    "occurred_at": "2025-03-15T02:00:00Z", "decided_at": "2025-03-15T02:00:01Z", "program_version": 3, "refused": None,
    "rules": [
        {
            "rule": "base", "text": BASE_RULE, "verdict": "gave", "given": [{"wallet": "points", "amount": 107}],
            "reason": None, "reason_text": None, "unmet": [],
        },
        {
            "rule": "full_hundred",
            "text": {"zh": "单笔每满 100 元再得 10 积分。", "en": "Points: 10 more for every full 100 CNY in one order."},
            "verdict": "nothing", "given": [], "reason": "amount_below_one_point",
            "reason_text": {"zh": "金额不足一个积分", "en": "The amount is worth less than one point"}, "unmet": [],
        },
    ],
    "promotions": [
        {
            "promotion": "birthday", "name": {"zh": "生日双倍", "en": "Birthday double"},
            "text": {"zh": "生日当天，积分 2 倍。", "en": "On the birthday; points ×2."}, "verdict": "nothing",
            "reason": "not_the_birthday",
            "reason_text": {"zh": "当天不在会员生日的优惠范围内", "en": "It was not the time of the birthday"}, "unmet": [],
        },
    ],
}  # fmt: skip

PROGRESS: Final[dict[str, Any]] = {
    "month": "2025-03",
    "milestones": [
        {
            "rule": "challenge",
            "text": {
                "zh": "当月获得积分每满 3000 得 500 积分，每月最多 1 次。",
                "en": "Points: 500 for every 3000 points earned in a calendar month; at most 1 times a month.",
            },
            "metric": {"zh": "获得积分", "en": "Points earned"}, "unit": "count", "have": 2450, "next_at": 3000, "times": 0,
        },
    ],
    "streaks": [
        {
            "rule": "streak",
            "text": {
                "zh": "连续 7 天签到得 30 积分，之后每满 7 天再得。", "en": "Points: 30 for every 7 days running of checking in.",
            },
            "days": 5, "next_at": 7, "is_today_counted": True,
        },
    ],
    "cards": [
        {
            "card": "double", "card_id": "c1", "name": {"zh": "双倍积分卡", "en": "Double-points card"},
            "until": "2025-04-14T16:00:00Z", "uses_left": 2,
        },
    ],
}  # fmt: skip
