"""The page of coverage names each item once, and only files, tables and keys that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "coverage.md"
ITEMS = [
    *(f"T{number}" for number in range(1, 15)), *(f"G{number}" for number in range(1, 7)),
    *(f"P{number}" for number in range(1, 12)), "B9", *(str(number) for number in range(1, 21)),
]  # fmt: skip


def rows(text: str) -> list[list[str]]:
    """The cells of each row of the page's tables, heads and rules left out."""
    found = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| ")]
    return [cells for cells in found if cells[0] not in ("item", "example")]


def items_of(text: str) -> list[str]:
    """The items that the rows are about."""
    named = [re.match(r"([TGPB]\d+|\d+) ", f"{cells[0]} ") for cells in rows(text)]
    return [found[1] for found in named if found]


def faults_of(text: str) -> Iterator[str]:
    """Every file, table or key that is named and does not exist."""
    for cells in rows(text):
        tests = cells[1] if len(cells) == 2 else cells[2]
        for name in re.findall(r"`([^`]+)`", tests):
            path = ROOT / "tests" / ("core/tables" if "/" not in name else "") / name
            if not path.is_file():
                yield f"{cells[0]}: there is no {name}"
        if len(cells) > 2:
            program, *keys = re.findall(r"`([^`]+)`", cells[1]) or ["examples/mall.yaml"]
            known = set(names_in(yaml.safe_load((ROOT / program).read_text(encoding="utf-8"))))
            yield from (f"{cells[0]}: {program} has no {key}" for key in keys if key not in known)


def names_in(value: Any) -> Iterator[str]:
    """The names of fields and the keys of parts in a document."""
    if isinstance(value, dict):
        yield from map(str, value)
        yield from (held for name, held in value.items() if name == "key" and isinstance(held, str))
        for held in value.values():
            yield from names_in(held)
    elif isinstance(value, list):
        for held in value:
            yield from names_in(held)


def test_coverage__names_each_item_once():
    assert sorted(items_of(PAGE.read_text(encoding="utf-8"))) == sorted(ITEMS)


def test_coverage__names_what_exists():
    assert list(faults_of(PAGE.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("| T1 a | `examples/mall.yaml`: `silver` | `no_such.md` | x |", "T1 a: there is no no_such.md"),
        ("| T1 a | `examples/mall.yaml`: `emerald` | `mall.md` | x |", "T1 a: examples/mall.yaml has no emerald"),
        ("| 1 a | `features/none.py` |", "1 a: there is no features/none.py"),
    ],
)
def test_canary__what_is_not_there_is_found(row: str, fault: str):
    assert list(faults_of(row)) == [fault]


def test_canary__an_item_twice_is_found():
    assert items_of("| T1 a | b | c | d |\n| T1 e | f | g | h |") == ["T1", "T1"]
