"""Working: how an entry's amount came out, as a small sum that anybody can check.

It is read from the order's record, which keeps the rates on which points were given; nothing is decided here.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from regulars.core.entries import Entry
from regulars.core.records import Award, OrderRecord
from regulars.core.spending import net_amounts
from regulars.core.worth import Weight
from regulars.features.programs.facade import Sentence
from regulars.ledger.wire import OrderPaid

DECIMALS_MAX: Final = 4


def earned_working(entry: Entry, record: OrderRecord, order: OrderPaid, digits: int) -> Sentence | None:
    """The sum behind what an order earned by one rule; None where the entry is not that.

    With example 1 of the semantics: `89.90 × 1.2 = 107.88 → 107`.
    """
    award = _award_of(entry, record)
    if award is None or award.given != entry.amount or not award.basis.weights:
        return None
    net = net_amounts([line.amount_minor for line in order.lines], record.points_used_minor)
    if award.basis.step_minor:
        return _steps(award, net, digits)
    return _rates(award, net, digits)


def reversed_working(entry: Entry, record: OrderRecord, taken_before: int) -> Sentence | None:
    """The sum behind what a refund took back of one rule; None where part of it was gone already by expiry."""
    award = _award_of(entry, record)
    if award is None or record.expired_credited.get(entry.wallet):
        return None
    taken = -entry.amount
    rest = award.given - taken_before - taken
    return Sentence(
        zh=f"原得 {award.given} − 此前收回 {taken_before} − 剩余部分值 {rest} = {taken}",
        en=f"given {award.given} − taken back before {taken_before} − worth of what is left {rest} = {taken}",
    )


def _award_of(entry: Entry, record: OrderRecord) -> Award | None:
    return next((award for award in record.awards if award.rule == entry.rule and award.wallet == entry.wallet), None)


def _rates(award: Award, net: list[int], digits: int) -> Sentence:
    scale = 10**digits
    total = Fraction(0)
    products = []
    for weight in award.basis.weights:
        amount = sum(net[line] for line in weight.lines)
        rate = Fraction(weight.numerator * scale, weight.denominator)
        total += Fraction(amount, scale) * rate
        products.append(f"{_money(amount, digits)} × {_decimal(rate)}")
    exact = f"{' + '.join(products)} = {_decimal(total)}"
    text = exact if total == award.given else f"{exact} → {award.given}"
    return Sentence(zh=text, en=text)


def _steps(award: Award, net: list[int], digits: int) -> Sentence:
    step = award.basis.step_minor
    sums = [_step(weight, net, step, digits) for weight in award.basis.weights]
    return Sentence(zh="；".join(zh for zh, _ in sums), en="; ".join(en for _, en in sums))


def _step(weight: Weight, net: list[int], step: int, digits: int) -> tuple[str, str]:
    amount = sum(net[line] for line in weight.lines)
    times = amount // step
    each = Fraction(weight.numerator, weight.denominator)
    sum_text = f"{times} × {_decimal(each)} = {_decimal(times * each)}"
    shown, full = _money(amount, digits), _money(step, digits)
    return f"{shown} 含 {times} 个 {full}，{sum_text}", f"{shown} holds {times} times {full}, {sum_text}"


def _money(amount_minor: int, digits: int) -> str:
    """An amount with all its decimals.

    >>> _money(8990, 2), _money(5, 2), _money(7, 0)
    ('89.90', '0.05', '7')
    """
    if not digits:
        return str(amount_minor)
    whole, part = divmod(amount_minor, 10**digits)
    return f"{whole}.{part:0{digits}d}"


def _decimal(number: Fraction) -> str:
    """A number with the decimals it needs, cut off with … after four.

    >>> _decimal(Fraction(6, 5)), _decimal(Fraction(107)), _decimal(Fraction(1, 3))
    ('1.2', '107', '0.3333…')
    """
    scaled = number * 10**DECIMALS_MAX
    text = _money(scaled.numerator // scaled.denominator, DECIMALS_MAX).rstrip("0").rstrip(".")
    return text if scaled.denominator == 1 else f"{text}…"
