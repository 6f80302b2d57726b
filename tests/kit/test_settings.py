"""Settings: defaults, values, and refusals that name the variable."""

from pathlib import Path

import pytest

from regulars.kit.problems import Problem
from regulars.kit.settings import Settings


def test_from_environment__nothing_set_gives_defaults():
    assert Settings.from_environment({}) == Settings(database_url=None, data_dir=Path(".regulars"), host="127.0.0.1", port=8000)


def test_from_environment__values_are_taken():
    environment = {
        "REGULARS_DATABASE_URL": "postgresql://me@db/regulars",
        "REGULARS_DATA_DIR": "/srv/regulars",
        "REGULARS_HOST": "::1",
        "REGULARS_PORT": "0",
    }
    assert Settings.from_environment(environment) == Settings(
        database_url="postgresql://me@db/regulars", data_dir=Path("/srv/regulars"), host="::1", port=0
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


def test_provider__is_read_whole_or_not_at_all():
    values = {
        "REGULARS_OIDC_ISSUER": "https://login.shop.example",
        "REGULARS_OIDC_CLIENT_ID": "regulars",
        "REGULARS_OIDC_DOMAINS": " Shop.example, head.example ",
    }
    provider = Settings.from_environment(values).provider
    assert provider is not None
    assert (provider.issuer, provider.domains, provider.role) == (
        "https://login.shop.example",
        ("shop.example", "head.example"),
        "clerk",
    )
    assert Settings.from_environment({}).provider is None


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"REGULARS_OIDC_ISSUER": "https://a.example"}, "REGULARS_OIDC_CLIENT_ID"),
        ({"REGULARS_OIDC_CLIENT_ID": "x"}, "REGULARS_OIDC_ISSUER"),
        ({"REGULARS_OIDC_ISSUER": "http://a.example", "REGULARS_OIDC_CLIENT_ID": "x"}, "REGULARS_OIDC_ISSUER"),
        ({"REGULARS_OIDC_ISSUER": "http://localhost.evil.example", "REGULARS_OIDC_CLIENT_ID": "x"}, "REGULARS_OIDC_ISSUER"),
        (
            {"REGULARS_OIDC_ISSUER": "https://a.example", "REGULARS_OIDC_CLIENT_ID": "x", "REGULARS_OIDC_DOMAINS": "@a.example"},
            "REGULARS_OIDC_DOMAINS",
        ),
        ({"REGULARS_PUBLIC_URL": "shop.example"}, "REGULARS_PUBLIC_URL"),
    ],
)
def test_provider__that_cannot_be_used_is_named(values: dict[str, str], name: str):
    with pytest.raises(Problem) as refused:
        Settings.from_environment(values)
    assert [error.path for error in refused.value.errors] == [name]
