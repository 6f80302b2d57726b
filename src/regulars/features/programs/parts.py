"""Parts of the document that several sections share: exact amounts and rates, metrics by name, line filters."""

from __future__ import annotations

import re
from calendar import monthrange
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
)

from regulars.core.basket import LineFilter
from regulars.features.programs.metrics import ACTIVITY_PREFIX, METRICS, is_money
from regulars.features.programs.wording import Sentence, Text
from regulars.kit.ratio import Ratio


class Part(BaseModel):
    """A part of the document: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _is_year_day(text: str) -> str:
    month, day = int(text[:2]), int(text[3:])
    if day > monthrange(2000, month)[1]:
        raise ValueError("a day of the year is expected, such as 12-31")
    return text


Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,47}$")]
POINTS_MAX = 1_000_000_000
Points = Annotated[int, Field(gt=0, le=POINTS_MAX)]
YearDay = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"), AfterValidator(_is_year_day)]
"""A day of any year, such as 12-31."""
Word = Annotated[str, Field(min_length=1, max_length=64)]
Badge = Annotated[str, Field(min_length=1, max_length=16)]
"""A sign of a few characters, such as ♛."""


def _as_text(value: Any) -> str:
    """Numbers arrive from YAML as int or float; a float such as 1.2 is read by its shortest text, which is what was written."""
    if isinstance(value, bool) or not isinstance(value, int | str | float):
        raise ValueError("a number is expected, such as 1.2, 30% or 1/3")  # noqa: TRY004 - Pydantic reports no TypeError
    return str(value)


def _is_ratio(text: str) -> str:
    try:
        Ratio.parse(text)
    except ValueError as error:
        raise ValueError("a rate is a decimal, percentage or fraction of at least 0, such as 1.2, 30% or 1/3") from error
    return text


def _is_share(text: str) -> str:
    share = Ratio.parse(text)
    if share.numerator > share.denominator:
        raise ValueError("a share is at most 100%")
    return text


def _is_below_one(text: str) -> str:
    fee = Ratio.parse(text)
    if fee.numerator >= fee.denominator:
        raise ValueError("a fee is less than 100%")
    return text


def _is_money(text: str, info: ValidationInfo) -> str:
    digits = (info.context or {}).get("digits", DIGITS_MAX)
    try:
        amount = Decimal(text)
    except InvalidOperation as error:
        raise ValueError("an amount of money is a decimal number, such as 1000 or 99.50") from error
    if not amount.is_finite() or not 0 <= amount <= 10**12 or -int(amount.normalize().as_tuple().exponent) > digits:
        raise ValueError(f"an amount of money lies between 0 and 10^12 and has at most {digits} decimals")
    return format(amount.normalize(), "f")


def is_above_zero(text: str) -> str:
    """Check that an amount is not nothing."""
    if not Decimal(text):
        raise ValueError("an amount above 0 is expected")
    return text


def _fits_metric(text: str, info: ValidationInfo) -> str:
    metric = info.data.get("metric")
    if metric and not is_money(metric) and "." in text:
        name = METRICS[metric].name.en.lower() if metric in METRICS else metric
        raise ValueError(f"{name} are counted: a whole number is expected")
    return text


def _is_metric(text: str) -> str:
    if text not in METRICS and not _ACTIVITY_METRIC.match(text):
        raise ValueError(f"a metric is one of {', '.join(METRICS)}, or {ACTIVITY_PREFIX}KEY with the key of an activity")
    return text


def _is_asked(text: str) -> str:
    return text if _GROWTH_METRIC.match(text) else _is_metric(text)


_ACTIVITY_METRIC = re.compile(r"^activity\.[a-z][a-z0-9_]{0,47}$")
_GROWTH_METRIC = re.compile(r"^growth\.[a-z][a-z0-9_]{0,47}$")
DIGITS_MAX = 4
"""The most decimals a currency may have. What a document's own currency has is the context `digits` of its validation."""

RatioText = Annotated[str, BeforeValidator(_as_text), AfterValidator(_is_ratio)]
ShareText = Annotated[RatioText, AfterValidator(_is_share)]
FeeText = Annotated[RatioText, AfterValidator(_is_below_one)]
MoneyText = Annotated[str, BeforeValidator(_as_text), AfterValidator(_is_money)]
PriceText = Annotated[MoneyText, AfterValidator(is_above_zero)]
MetricName = Annotated[str, Field(json_schema_extra={"examples": [*METRICS, "activity.share"]}), AfterValidator(_is_metric)]
AskedName = Annotated[
    str, Field(json_schema_extra={"examples": [*METRICS, "activity.share", "growth.growth"]}), AfterValidator(_is_asked)
]
"""What a tier may ask for: a metric, or the value of a growth wallet."""
MetricText = Annotated[MoneyText, AfterValidator(_fits_metric)]
"""An amount of the field `metric` before it: money, or a whole number."""


def share_words(text: str) -> str:
    """A share as people read it.

    >>> share_words("0.3"), share_words("10%"), share_words("1/3")
    ('30%', '10%', '1/3')
    """
    share = Ratio.parse(text)
    percent = str(share.times(Ratio(100, 1)))
    return text if "/" in percent else f"{percent}%"


def minor(amount: str, digits: int) -> int:
    """A money text in minor units; it has no more decimals than that."""
    scaled = Decimal(amount).scaleb(digits)
    assert scaled == scaled.to_integral_value(), "decimals are checked when the document is read"
    return int(scaled)


def metric_minor(amount: str, metric: str, digits: int) -> int:
    """An amount of a metric as core counts it: money in minor units, anything else as it is."""
    return minor(amount, digits if is_money(metric) else 0)


_line_filter = lru_cache(maxsize=4096)(LineFilter)
"""Equal filters are one object, so that a basket searches its lines once for all rules that share one."""


class Lines(Part):
    """Which lines of an order count; what is left out does not restrict."""

    kinds: tuple[Word, ...] = ()
    categories: tuple[Word, ...] = ()
    unit_price_from: MoneyText | None = None

    def compile(self, digits: int) -> LineFilter:
        """The filter for core."""
        floor = minor(self.unit_price_from, digits) if self.unit_price_from else 0
        return _line_filter(frozenset(self.kinds), frozenset(self.categories), floor)

    def describe(self, kinds: dict[str, Text], categories: dict[str, Text]) -> Sentence:
        """The restriction in words, by the names given; empty when there is none."""
        zh: list[str] = []
        en: list[str] = []
        if self.kinds:
            zh.append("仅计" + "、".join(kinds[kind].zh if kind in kinds else kind for kind in self.kinds))
            en.append("only " + ", ".join(kinds[kind].en.lower() if kind in kinds else kind for kind in self.kinds))
        if self.categories:
            zh.append("品类" + "、".join(f"“{categories[key].zh if key in categories else key}”" for key in self.categories))
            en.append("in " + ", ".join(categories[key].en if key in categories else key for key in self.categories))
        if self.unit_price_from:
            zh.append(f"单价 {self.unit_price_from} 起")
            en.append(f"priced {self.unit_price_from} and up")
        return Sentence(zh="，".join(zh), en=", ".join(en))
