"""Wording: two languages beside each other, and the small phrases that rule sentences are made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from regulars.kit.ratio import Ratio


class Text(BaseModel):
    """A name or sentence in both languages of the product."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: Annotated[str, Field(min_length=1, max_length=200)]
    en: Annotated[str, Field(min_length=1, max_length=200)]


class Sentence(BaseModel):
    """A sentence the product writes itself, of any length."""

    model_config = ConfigDict(frozen=True)

    zh: str
    en: str


def joined(parts: list[Sentence]) -> Sentence:
    """Clauses as one sentence."""
    zh = "，".join(part.zh for part in parts if part.zh)
    english = "; ".join(part.en for part in parts if part.en)
    return Sentence(zh=f"{zh}。", en=f"{english[:1].upper()}{english[1:]}.")


def money(minor: int, digits: int) -> str:
    """An amount without needless zeros: 100.00 as `100`, 99.50 as `99.50`."""
    if not digits:
        return str(minor)
    whole, part = divmod(minor, 10**digits)
    return f"{whole:,}" if not part else f"{whole:,}.{part:0{digits}d}"


def percent(rate: str) -> str:
    """A share as a percentage where that is short, otherwise as it was written.

    >>> percent("0.15"), percent("1/3")
    ('15%', '1/3')
    """
    ratio = Ratio.parse(rate)
    return rate if ratio.numerator * 100 % ratio.denominator else f"{ratio.numerator * 100 // ratio.denominator}%"
