"""The repository keeps the house rules, and each guard finds what is planted for it and leaves the innocent alone."""

from pathlib import Path

import pytest

from tests.house.guards import GUARDS
from tests.house.rules import Guard

ROOT = Path(__file__).parents[2]
PLANTED = [pytest.param(guard, path, id=f"{guard.rule}: {path}") for guard in GUARDS for path in guard.planted]


def _plant(root: Path, path: str, content: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.rule)
def test_repository__keeps_the_rule(guard: Guard):
    found = list(guard.find(ROOT))
    assert not found, "\n".join([guard.rule, *found])


@pytest.mark.parametrize(("guard", "path"), PLANTED)
def test_canary__is_found(guard: Guard, path: str, tmp_path: Path):
    _plant(tmp_path, path, guard.planted[path])
    assert list(guard.find(tmp_path))


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.rule)
def test_innocent__is_left_alone(guard: Guard, tmp_path: Path):
    for path, content in guard.innocent.items():
        _plant(tmp_path, path, content)
    assert list(guard.find(tmp_path)) == []


def test_every_guard__has_a_canary():
    assert [guard.rule for guard in GUARDS if not guard.planted] == []
