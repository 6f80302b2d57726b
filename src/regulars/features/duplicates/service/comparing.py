"""Comparing: whether two members whom their hashes brought together may be one person, and how likely that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from rapidfuzz import fuzz

from regulars.features.duplicates.contracts import FoundPair, Names, Reason
from regulars.store.names import fold

SAME_IDENTITY: Final = 100
SAME_NAME_AND_BIRTHDAY: Final = 95
SIMILAR_NAME_AND_TAIL: Final = 90
"""How likely a pair is, in hundredths; of similar names, that of names which are the same."""
SIMILAR_FROM: Final = 60.0
"""From which likeness on names are similar, of 100: one letter of three may differ, as in 王晓明 and 王小明."""


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 100; the order of words does not count (Levenshtein, through rapidfuzz).

    >>> round(likeness("王晓明", "王小明")), likeness("Li Wei", "wei li"), likeness("", "")
    (67, 100.0, 0.0)
    """
    names = fold(one), fold(other)
    if not all(names):
        return 0.0
    return fuzz.token_sort_ratio(*names) if " " in names[0] + names[1] else fuzz.ratio(*names)


def compare(
    same_identity: set[Names],
    same_tail: set[Names],
    same_name: set[Names],
    names: Mapping[UUID, str],
    birthdays: Mapping[UUID, int],
) -> list[FoundPair]:
    """Judge the pairs that were brought together; those about which nothing speaks are left out."""
    found: list[FoundPair] = []
    for pair in sorted(same_identity | same_tail | same_name):
        reasons: list[Reason] = []
        score = 0
        alike = likeness(names.get(pair.first, ""), names.get(pair.second, ""))
        if pair in same_identity:
            reasons.append("same_identity")
            score = SAME_IDENTITY
        if alike == 100.0 and birthdays.get(pair.first, 0) and birthdays.get(pair.first) == birthdays.get(pair.second):
            reasons.append("same_name_and_birthday")
            score = max(score, SAME_NAME_AND_BIRTHDAY)
        if pair in same_tail and alike >= SIMILAR_FROM:
            reasons.append("similar_name_and_phone_tail")
            score = max(score, int(SIMILAR_NAME_AND_TAIL * alike / 100))
        if reasons:
            found.append(FoundPair(pair, score, tuple(reasons)))
    return found
