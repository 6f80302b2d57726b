"""Settings: defaults, values, and refusals that name the variable."""

from pathlib import Path

import pytest

from regulars.kit.problems import Problem
from regulars.kit.settings import Settings


def test_from_environment__nothing_set_gives_defaults():
    assert Settings.from_environment({}) == Settings(None, Path(".regulars"), "127.0.0.1", 8000)


def test_from_environment__values_are_taken():
    environment = {
        "REGULARS_DATABASE_URL": "postgresql://me@db/regulars",
        "REGULARS_DATA_DIR": "/srv/regulars",
        "REGULARS_HOST": "::1",
        "REGULARS_PORT": "0",
    }
    assert Settings.from_environment(environment) == Settings(
        "postgresql://me@db/regulars",
        Path("/srv/regulars"),
        "::1",
        0,
    )


@pytest.mark.parametrize("port", ["65536", "-1", "8_000", "８０００", "http", " 80"])
def test_from_environment__bad_port_names_its_variable(port: str):
    with pytest.raises(Problem) as refused:
        Settings.from_environment({"REGULARS_PORT": port})
    assert [error.path for error in refused.value.errors] == ["REGULARS_PORT"]


def test_from_environment__every_bad_value_is_named_and_no_password_repeated():
    with pytest.raises(Problem) as refused:
        Settings.from_environment({"REGULARS_PORT": "x", "REGULARS_DATABASE_URL": "mysql://me:s3cret@db"})
    assert [error.path for error in refused.value.errors] == ["REGULARS_DATABASE_URL", "REGULARS_PORT"]
    assert "s3cret" not in str(refused.value)
