"""`regulars ledger checkpoint`, `prove`, `verify`, `verify-proof`: from a base to files that somebody else can check."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from regulars.cli.main import app
from regulars.store.database import Database
from tests.ledger.shop import Shop, order

Run = Callable[..., Result]


@pytest.fixture
def shop(database: Database) -> Shop:
    """Give a shop with two members who bought something."""
    shop = Shop(database)
    shop.join("ann", "bo")
    shop.accept(order("ann", "o1", 100), order("ann", "o2", 50), order("bo", "o3", 10))
    return shop


@pytest.fixture
def run(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a way to run `regulars ledger` on the shop's database."""
    monkeypatch.setenv("REGULARS_DATABASE_URL", shop.database.url)
    monkeypatch.setenv("COLUMNS", "200")
    return lambda *arguments: CliRunner().invoke(app, ["ledger", *map(str, arguments)])


def change(shop: Shop, statement: str) -> None:
    """Change rows as a superuser may."""
    with shop.database.transaction() as connection:
        connection.execute("SET LOCAL ROLE NONE; SET LOCAL session_replication_role = replica")
        connection.execute(statement.encode())


def test_checkpoint__is_exported_and_shows_later_that_nothing_was_changed(run: Run, shop: Shop, tmp_path: Path):
    kept = tmp_path / "kept.json"
    made = run("checkpoint", "--export", kept)
    assert (made.exit_code, "2 members, 6 entries" in made.stdout) == (0, True), made.stdout
    assert kept.stat().st_size < 1_000
    assert json.loads(kept.read_text())["hash"] in run("checkpoints").stdout
    assert run("checkpoint", "--export", kept).exit_code == 1  # never overwritten
    shop.accept(order("ann", "o4", 5))
    again = tmp_path / "again.json"
    assert run("checkpoint", "--number", 1, "--export", again).exit_code == 0
    assert again.read_text() == kept.read_text()
    for options in ((), ("--against", kept), ("--since", 1)):
        verified = run("verify", *options)
        assert (verified.exit_code, verified.stdout.strip()) == (0, "Nothing was changed."), verified.stdout
    change(shop, f"UPDATE entry SET amount = amount + 1 WHERE member_id = '{shop.member_id('ann')}' AND entry_no = 3")
    found = run("verify", "--against", kept)
    assert found.exit_code == 1
    assert f"member {shop.member_id('ann')}, entry 3: was changed after it was written" in found.stdout
    assert run("verify", "--since", 1).exit_code == 0


def test_proof__is_checked_without_a_database(run: Run, shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    kept, proof = tmp_path / "kept.json", tmp_path / "proof.json"
    run("checkpoint", "--export", kept)
    given = run("prove", "--member", shop.member_id("ann"), "--entry", 3, "--export", proof)
    assert given.exit_code == 0, given.stderr
    assert run("prove", "--member", shop.member_id("ann"), "--entry", 3).stdout == proof.read_text()
    monkeypatch.setenv("REGULARS_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    assert "The proof holds: entry 3" in run("verify-proof", proof).stdout
    assert run("verify-proof", proof, "--against", kept).exit_code == 0
    document = json.loads(proof.read_text())
    document["entries"][0]["amount"] += 1
    proof.write_text(json.dumps(document))
    refused = run("verify-proof", proof)
    assert (refused.exit_code, "proof_invalid: The proof does not hold" in refused.stderr) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("prove", "--member", "ann", "--entry", "1"), "request_invalid"),
        (("verify", "--since", "1"), "checkpoint_unknown"),
        (("verify", "--since", "1", "--against", "nowhere.json"), "request_invalid"),
        (("verify", "--against", "nowhere.json"), "file_not_found"),
        (("verify-proof", "nowhere.json"), "file_not_found"),
        (("checkpoint", "--number", "3"), "checkpoint_unknown"),
        (("checkpoint", "--export", "/nowhere/at/all.json"), "file_unwritable"),
    ],
)
def test_commands__refuse_what_they_cannot_do(run: Run, arguments: tuple[str, ...], code: str):
    refused = run(*arguments)
    assert (refused.exit_code, code in refused.stderr) == (1, True), refused.stderr


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "{}", '{"format": "regulars-proof-2"}', "\udcff", "9" * 5000, '{"format": "regulars-checkpoint-1"}',
        json.dumps({"a": 1}) * 3,
    ],
)  # fmt: skip
def test_files__that_hold_something_else_are_told_so(run: Run, tmp_path: Path, text: str):
    file = tmp_path / "file.json"
    file.write_text(text, errors="surrogateescape")
    assert "proof_invalid" in run("verify-proof", file).stderr
    assert "checkpoint_invalid" in run("verify", "--against", file).stderr


def test_exported_checkpoint__with_anything_changed_is_refused(run: Run, tmp_path: Path):
    kept = tmp_path / "kept.json"
    run("checkpoint", "--export", kept)
    whole = json.loads(kept.read_text())
    for field, value in {"members": 3, "entries": 5, "root": "0" * 64, "at": "2025-06-01T04:00:00Z", "checkpoint_no": 2}.items():
        changed = whole | {field: value}
        if changed != whole:
            kept.write_text(json.dumps(changed))
            assert "checkpoint_invalid" in run("verify", "--against", kept).stderr, field
