"""Words: a text in both languages, and the program's names for what conditions speak of."""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.values import Value


@final
class Said(Value):
    """A text in both languages of the product."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh: Final = zh
        self.en: Final = en

    def plain(self) -> Any:
        """The fields in order."""
        return (self.zh, self.en)


FIELDS: Final = {
    "days_since_joined": Said("入会天数", "days since joining"),
    "days_since_order": Said("距上次下单天数", "days since the last order"),
    "days_since_activity": Said("距上次活跃天数", "days since the last activity"),
    "joined_on": Said("入会日期", "the day of joining"),
    "last_order_on": Said("上次下单日期", "the day of the last order"),
    "last_activity_on": Said("上次活跃日期", "the day of the last activity"),
    "is_birthday": Said("生日", "the birthday"),
    "is_birthday_month": Said("生日", "the birthday"),
    "tags": Said("标签", "the tags"),
    "lifecycle": Said("生命周期", "the stage of life"),
    "member_kind": Said("会员类别", "the kind of member"),
    "today": Said("当天日期", "the day"),
    "day_of_month": Said("日期（几号）", "the day of the month"),
    "month_of_year": Said("月份", "the month"),
    "weekday": Said("星期（1 为周一）", "the weekday (1 is Monday)"),
    "hour": Said("小时（0 至 23）", "the hour"),
    "order.amount": Said("订单实付金额", "the amount paid for the order"),
    "order.quantity": Said("订单商品件数", "the number of things in the order"),
    "order.kinds": Said("订单商品类型", "the kinds of lines in the order"),
    "order.categories": Said("订单品类", "the categories in the order"),
    "order.skus": Said("订单商品编号", "the articles in the order"),
}
"""What the fields of every program are called."""

FLAGS: Final = {
    "is_birthday": (Said("当天是生日", "today is the birthday"), Said("当天不是生日", "today is not the birthday")),
    "is_birthday_month": (
        Said("当月有生日", "the birthday is this month"),
        Said("当月没有生日", "the birthday is not this month"),
    ),
}
"""What a truth reads like when it holds and when it does not."""

WINDOWS: Final = {
    "month": Said("当月", "this month"), "quarter": Said("当季", "this quarter"), "half": Said("当半年", "this half-year"),
    "year": Said("当年", "this year"), "lifetime": Said("累计", "in all"),
}  # fmt: skip


@final
class Words:
    """Names in one program: of its own fields, of the values that fields can have, of metrics, and of the currency."""

    def __init__(
        self,
        fields: dict[str, Said],
        values: dict[str, dict[str, Said]],
        metrics: dict[str, Said],
        currency: Said,
        digits: int,
    ) -> None:
        self.fields: Final = fields
        self.values: Final = values
        self.metrics: Final = metrics
        self.currency: Final = currency
        self.digits: Final = digits

    def field(self, name: str) -> Said:
        """A field; one that this program does not name goes by its key."""
        return self.fields.get(name) or FIELDS.get(name) or Said(name, name)

    def flag(self, name: str, holds: bool) -> Said:
        """A truth that holds, or does not."""
        both = FLAGS.get(name)
        if both is not None:
            return both[0] if holds else both[1]
        said = self.field(name)
        return Said(f"{said.zh}为{'是' if holds else '否'}", f"{said.en} is {'true' if holds else 'false'}")

    def value(self, field: str, value: str) -> Said:
        """A value of a field: its name, or the text itself in quotation marks."""
        named = self.values.get(field)
        return (named and named.get(value)) or Said(f"“{value}”", f"“{value}”")

    def metric(self, name: str) -> Said:
        """A metric."""
        return self.metrics.get(name) or Said(name, name)


def amount(minor: int, digits: int) -> str:
    """An amount with the decimals it needs.

    >>> amount(995000, 2), amount(-950, 2), amount(7, 0)
    ('9,950', '-9.50', '7')
    """
    whole, part = divmod(abs(minor), 10**digits)
    sign = "-" if minor < 0 else ""
    return f"{sign}{whole:,}.{part:0{digits}d}" if part else f"{sign}{whole:,}"
