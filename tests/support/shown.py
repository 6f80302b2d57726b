"""What the console writes, read back or foretold: numbers, money and time in both languages, without asking its own code."""

import re
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/London")
"""The example's program counts its days here."""
MINUS = "\u2212"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec")
"""As British English shortens them."""
NUMBER = re.compile(rf"[-{MINUS}]?[£¥]?[0-9][0-9,]*(?:\.[0-9]+)?%?")


def number(text: str) -> Decimal:
    """The first number in a text, whatever stands around it; a percentage as a ratio.

    >>> number("£1,234.50 in all"), number("\u2212£7"), number("48.6%"), number("5,942 members")
    (Decimal('1234.50'), Decimal('-7'), Decimal('0.486'), Decimal('5942'))
    """
    found = NUMBER.search(text)
    assert found is not None, f"no number in {text!r}"
    digits = Decimal(re.sub(r"[£¥,%]", "", found.group()).replace(MINUS, "-"))
    return digits / 100 if found.group().endswith("%") else digits


def is_rounded(text: str, exact: float | Decimal, unit: str) -> bool:
    """Tell whether a text shows an exact value to the nearest unit, such as "1" or "0.001".

    >>> is_rounded("48.6%", 0.48637, "0.001"), is_rounded("48.7%", 0.48637, "0.001")
    (True, False)
    """
    return abs(number(text) - Decimal(str(exact))) <= Decimal(unit) / 2


def count(value: int) -> str:
    """A whole number.

    >>> count(-1234)
    '−1,234'
    """
    return f"{value:,}".replace("-", MINUS)


def signed(value: int) -> str:
    """A whole number with its sign; zero has none.

    >>> signed(1234), signed(0)
    ('+1,234', '0')
    """
    return f"+{count(value)}" if value > 0 else count(value)


def money(minor: int) -> str:
    """Pounds and pence.

    >>> money(123456), money(-5)
    ('£1,234.56', '−£0.05')
    """
    return f"{MINUS if minor < 0 else ''}£{abs(minor) // 100:,}.{abs(minor) % 100:02}"


def day(value: str | None, language: str = "en") -> str:
    """A day, or the day of an instant in the program's time zone.

    >>> day("2011-09-30"), day("2011-09-30T23:30:00Z"), day("2011-09-30T23:30:00Z", "zh"), day(None)
    ('30 Sept 2011', '1 Oct 2011', '2011年10月1日', '—')
    """
    if value is None:
        return "—"
    date = datetime.fromisoformat(value).astimezone(ZONE) if "T" in value else datetime.fromisoformat(value)
    if language == "zh":
        return f"{date.year}年{date.month}月{date.day}日"
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def minute(value: str, language: str = "en") -> str:
    """An instant in the program's time zone.

    >>> minute("2011-06-30T12:05:00Z"), minute("2011-06-30T12:05:00Z", "zh")
    ('30 Jun 2011, 13:05', '2011年6月30日 13:05')
    """
    instant = datetime.fromisoformat(value).astimezone(ZONE)
    return f"{day(value, language)}{' ' if language == 'zh' else ', '}{instant:%H:%M}"


def name_of(member: dict[str, Any]) -> str:
    """What the list calls a member: the name, or the number where no name is known."""
    return member["display_name"] or str(member["member_no"])


def title_of(member: dict[str, Any]) -> str:
    """What the page of a member is headed with."""
    return member["display_name"] or f"Member {member['member_no']}"
