"""Rotating the master key: everything opens before, between and after; what was cut off goes on; what is used stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from regulars.cli.main import app
from regulars.features.privacy import facade
from regulars.features.privacy.service import rotate
from regulars.kit.problems import Problem
from regulars.kit.sealing import MasterKey
from regulars.store.database import Database
from regulars.store.master_keys import MasterKeySource
from regulars.store.member_keys import member_keys
from regulars.store.migrate import migrate
from tests.support.members import PlacedMember, place_member

MEMBERS = 7


@pytest.fixture
def own(empty_url: str, tmp_path: Path) -> Iterator[Database]:
    """Give a database whose master key is in a file."""
    migrate(empty_url)
    with Database.from_url(empty_url, MasterKeySource([], tmp_path / "master.key")) as database:
        yield database


def seal_names(database: Database) -> dict[object, bytes]:
    """Members with something sealed."""
    with database.transaction() as connection:
        ids = [place_member(connection, PlacedMember()) for _ in range(MEMBERS)]
        keys = member_keys(connection, ids)
        return {each: keys[each].seal_text("林薇", "note") for each in ids}


def opened(database: Database, sealed: dict[object, bytes]) -> set[str]:
    """What they open to."""
    with database.snapshot() as connection:
        keys = member_keys(connection, list(sealed))
        return {keys[each].open_text(what, "note") for each, what in sealed.items()}


def test_rotate__wraps_anew_and_opens_as_before(own: Database, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rotate, "MEMBERS_AT_ONCE", 3)
    sealed = seal_names(own)
    secret = own.vault.secrets().secret
    new = facade.add_master_key(own)
    steps: list[tuple[int, int]] = []
    done = facade.rotate_master_key(own, lambda *step: steps.append(step))
    assert done == (new, MEMBERS + 2)
    assert steps == [(2, 9), (5, 9), (8, 9), (9, 9)]
    assert facade.examine_keys(own).wraps == {new: MEMBERS + 2}
    assert facade.retire_master_keys(own) != ()
    assert opened(own, sealed) == {"林薇"}
    assert own.vault.secrets().secret == secret
    with Database.from_url(own.url, own.vault.source) as another:
        assert (opened(another, sealed), another.vault.secrets().secret) == ({"林薇"}, secret)


def test_rotate__cut_off_goes_on_and_is_read_meanwhile(own: Database, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rotate, "MEMBERS_AT_ONCE", 3)
    sealed = seal_names(own)
    facade.add_master_key(own)

    class Killed(Exception):  # noqa: N818 - what a kill does
        pass

    def kill(done: int, _total: int) -> None:
        if done >= 5:
            raise Killed

    with pytest.raises(Killed):
        facade.rotate_master_key(own, kill)
    assert sorted(facade.examine_keys(own).wraps.values()) == [4, 5]
    assert opened(own, sealed) == {"林薇"}
    with pytest.raises(Problem) as refused:
        facade.retire_master_keys(own)
    assert refused.value.code == "master_key_in_use"
    assert facade.rotate_master_key(own).wrapped_anew == 4


def test_rotate__a_running_process_seals_under_the_new_key_at_once(own: Database):
    seal_names(own)
    with Database.from_url(own.url, own.vault.source) as command:
        new = facade.add_master_key(command)
        facade.rotate_master_key(command)
    seal_names(own)
    assert set(facade.examine_keys(own).wraps) == {new}


def test_rotate__with_a_lost_key_changes_nothing(own: Database, tmp_path: Path):
    seal_names(own)
    before = facade.examine_keys(own).wraps
    foreign = MasterKeySource([MasterKey.new().text()], tmp_path / "none")
    with Database.from_url(own.url, foreign) as another, pytest.raises(Problem) as refused:
        facade.rotate_master_key(another)
    assert refused.value.code == "master_key_missing"
    assert facade.examine_keys(own).wraps == before


def test_commands__rotate_show_retire(empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("REGULARS_DATABASE_URL", empty_url)
    monkeypatch.setenv("REGULARS_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("REGULARS_MASTER_KEY")
    run = CliRunner()
    rotated = run.invoke(app, ["keys", "rotate-master"])
    assert (rotated.exit_code, "2 keys wrapped anew" in rotated.stdout) == (0, True), rotated.output
    assert run.invoke(app, ["keys", "show-master"]).stdout.split()[2:] != []
    assert "Retired" in run.invoke(app, ["keys", "retire-master", "--yes"]).stdout
    shown = run.invoke(app, ["keys", "show-master"]).stdout
    assert ("active" in shown, "at hand" in shown) == (True, False)
    monkeypatch.setenv("REGULARS_MASTER_KEY", run.invoke(app, ["keys", "new-master"]).stdout.strip())
    refused = run.invoke(app, ["keys", "rotate-master", "--no-new"])
    assert (refused.exit_code, "master_key_missing" in refused.stderr) == (1, True)
