"""The console's files are served with the right caching, and its own addresses all give its page."""

from pathlib import Path

import pytest

from regulars.store.database import Database
from tests.support.applications import Site, open_site


@pytest.mark.parametrize("path", ["/", "/members", "/members/01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11", "/index.html"])
def test_page__answers_every_address_of_the_console(shared_site: Site, path):
    answer = shared_site.anonymous().get(path)
    assert answer.status_code == 200
    assert "<title>Console</title>" in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_asset__is_kept_for_a_year(shared_site: Site):
    answer = shared_site.anonymous().get("/assets/app-1f3a.js")
    assert answer.text == "console.log(1)"
    assert "immutable" in answer.headers["cache-control"]


def test_asset__missing_is_not_the_page(shared_site: Site):
    answer = shared_site.anonymous().get("/assets/app-0000.js")
    assert (answer.status_code, answer.json()["code"]) == (404, "route_unknown")
    assert "immutable" not in answer.headers.get("cache-control", "")


@pytest.mark.parametrize("path", ["/assets/..%2f..%2fsecret.txt", "/..%2fsecret.txt", "/assets/%2e%2e/%2e%2e/secret.txt"])
def test_file__outside_of_the_build_is_not_there(shared_site: Site, console_build: Path, path):
    (console_build.parent / "secret.txt").write_text("secret")
    assert shared_site.anonymous().get(path).status_code == 404


def test_address__of_the_api_is_never_the_page(shared_site: Site):
    assert shared_site.anonymous().get("/v1/nothing").status_code == 404
    assert shared_site.anonymous().get("/v1").status_code == 404


def test_page__not_built_says_so(database: Database, tmp_path: Path):
    with open_site(database, tmp_path / "nowhere") as site:
        answer = site.anonymous().get("/")
    assert answer.status_code == 503
    assert "make setup" in answer.text
