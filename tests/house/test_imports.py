"""Import directions hold, and import-linter still notices when a copy of the package breaks one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = Path(sys.executable).with_name("lint-imports")

CANARIES = {
    "layers": ("store/planted.py", "import regulars.ledger"),
    "core-pure": ("core/planted.py", "import psycopg"),
    "kit-plain": ("kit/planted.py", "import fastapi"),
    "slices": ("features/planted/service.py", "import regulars.features.neighbour.service"),
}
INDIRECT = {
    "core-pure": {"core/planted.py": "import regulars.kit.planted", "kit/planted.py": "import secrets"},
}
ALLOWED = {
    "slices": ("features/planted/service.py", "import regulars.features.neighbour.facade"),
}


def _lint(root: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    chosen = [argument for contract in contracts for argument in ("--contract", contract)]
    # The copy must be found before the installed package.
    environment = {**os.environ, "PYTHONPATH": str(root / "src")}
    return subprocess.run(
        [LINT, "--no-cache", "--no-logo", "--config", "pyproject.toml", *chosen],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Give a copy of the project with two empty slices, in which a violation can be planted."""
    shutil.copytree(
        ROOT / "src/regulars", tmp_path / "src/regulars", ignore=shutil.ignore_patterns("console_build", "__pycache__", "*.sql")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for path in ("planted/__init__.py", "neighbour/__init__.py", "neighbour/service.py", "neighbour/facade.py"):
        _plant(tmp_path, f"features/{path}", "")
    return tmp_path


def _plant(root: Path, path: str, content: str) -> None:
    file = root / "src/regulars" / path
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"{content}\n")


def test_repository__keeps_every_contract():
    done = _lint(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("contract", CANARIES)
def test_canary__is_found(contract: str, package: Path):
    path, content = CANARIES[contract]
    _plant(package, path, content)
    done = _lint(package, contract)
    assert done.returncode == 1, done.stdout
    assert "planted" in done.stdout


@pytest.mark.parametrize("contract", INDIRECT)
def test_canary__is_found_through_another_module(contract: str, package: Path):
    for path, content in INDIRECT[contract].items():
        _plant(package, path, content)
    done = _lint(package, contract)
    assert done.returncode == 1, done.stdout
    assert "planted" in done.stdout


@pytest.mark.parametrize("contract", ALLOWED)
def test_allowed__is_left_alone(contract: str, package: Path):
    path, content = ALLOWED[contract]
    _plant(package, path, content)
    done = _lint(package, contract)
    assert "planted" not in done.stdout


def test_every_contract__has_a_canary():
    text = (ROOT / "pyproject.toml").read_text()
    contracts = {line.split('"')[1] for line in text.splitlines() if line.startswith('id = "')}
    assert contracts == set(CANARIES)
