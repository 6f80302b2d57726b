"""Log-in by an identity provider: a real OpenID Connect server, the whole way there and back, and every lie it could tell."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from regulars.features.access import facade
from regulars.kit.settings import ProviderSettings, Settings
from regulars.store.database import Database
from tests.support.applications import PASSWORD, MovableClock, Site, open_site
from tests.support.identity_provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    IdentityServer,
    open_identity_server,
    sign_with_client_secret,
    sign_with_foreign_key,
    sign_with_nothing,
)
from tests.support.log_ins import browser_of, log_in, set_up_second_factor

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[IdentityServer]:
    """Serve an identity provider at nine o'clock."""
    clock = MovableClock()
    clock.now = START
    with open_identity_server(clock) as running:
        yield running


@pytest.fixture
def site(server: IdentityServer, database: Database, tmp_path: Path) -> Iterator[Site]:
    """Serve the application with that provider, and an account of its person."""
    settings = Settings(
        provider=ProviderSettings(
            issuer=server.url, client_id=CLIENT_ID, client_secret=CLIENT_SECRET, name="Shop account", domains=("new.example",)
        )
    )
    with open_site(database, tmp_path, settings=settings) as running:
        running.clock.now = START
        facade.create_staff(database, "ann", "analyst", password=PASSWORD, email="ann@shop.example")
        yield running


def depart(client: httpx.Client, next_path: str = "/members") -> httpx.Response:
    """Go to the provider, and stop before coming back: its answer leads to our callback."""
    sent = client.get("/v1/session/provider", params={"next": next_path})
    assert sent.status_code == 303, sent.text
    return httpx.get(sent.headers["location"], trust_env=False)


def go(client: httpx.Client, next_path: str = "/members") -> str:
    """Go the whole way; where the browser ends up."""
    back = client.get(depart(client, next_path).headers["location"])
    assert back.status_code == 303, back.text
    return back.headers["location"]


def refusal(client: httpx.Client) -> str:
    """Go the whole way, expect to be refused, and give the reason."""
    target = urlsplit(go(client))
    assert target.path == "/login"
    assert client.get("/v1/session").status_code == 401
    return parse_qs(target.query)["refused"][0]


def lines(site: Site) -> list[tuple[str, str, str]]:
    with site.database.transaction() as connection:
        return connection.execute("SELECT kind, subject, detail FROM access_log ORDER BY entry_no").fetchall()


def test_way_in__is_offered_by_its_name(site: Site):
    assert site.anonymous().get("/v1/session/ways").json() == {"provider": {"name": "Shop account"}}


def test_person__with_an_account_comes_in_and_goes_on(site: Site, server: IdentityServer):
    client = browser_of(site)
    assert go(client, "/members?tier=gold") == "/members?tier=gold"
    session = client.get("/v1/session").json()
    assert (session["stage"], session["staff"]["username"]) == ("open", "ann")
    assert client.get("/v1/me/sessions").json()["items"][0]["means"] == "provider"
    assert server.asked["scope"] == "openid email profile"
    assert server.asked["code_challenge_method"] == "S256"
    assert lines(site)[1:] == [
        ("provider_linked", "staff:ann", server.url),
        ("logged_in", "staff:ann", "identity provider"),
    ]


def test_person__is_known_by_subject_from_then_on(site: Site, server: IdentityServer):
    go(browser_of(site))
    server.person |= {"email": "ann.wang@other.example"}
    client = browser_of(site)
    assert go(client) == "/members"
    assert client.get("/v1/session").json()["staff"]["username"] == "ann"


def test_somebody_else__with_the_same_address_is_not_let_into_a_linked_account(site: Site, server: IdentityServer):
    go(browser_of(site))
    server.person |= {"sub": "u-2"}
    assert refusal(browser_of(site)) == "provider_account_missing"


def test_second_factor_of_ours__is_not_asked_for(site: Site):
    own = browser_of(site)
    log_in(own)
    set_up_second_factor(site, own)
    client = browser_of(site)
    go(client)
    assert client.get("/v1/session").json()["stage"] == "open"


def test_person__of_an_allowed_domain_gets_an_account_with_the_least_role(site: Site, server: IdentityServer):
    server.person = {"sub": "u-9", "email": "Bob@New.example", "email_verified": True, "name": "Bob Chen"}
    client = browser_of(site)
    assert go(client) == "/members"
    staff = client.get("/v1/session").json()["staff"]
    assert (staff["username"], staff["display_name"], staff["roles"][0]["role"]) == ("bob@new.example", "Bob Chen", "clerk")
    assert client.get("/v1/me").json()["has_password"] is False
    assert log_in(site.anonymous(), "bob@new.example", PASSWORD).status_code == 401


@pytest.mark.parametrize(
    "person",
    [
        {"email": "eve@evil.example"},
        {"email": "eve@sub.new.example"},
        {"email": "ann@shop.example", "email_verified": False},
        {"email": "ann@shop.example", "email_verified": "true"},
        {"email": "ann@shop.example", "email_verified": None},
        {"email": None},
        {"email": "not an address"},
    ],
)
def test_person__without_an_account_is_refused(site: Site, server: IdentityServer, person):
    server.person |= {"sub": "u-3"} | person
    assert refusal(browser_of(site)) == "provider_account_missing"
    assert lines(site)[-1] == ("log_in_failed", "", "identity provider")
    assert len(facade.list_staff(site.database)) == 1


def test_deactivated_account__stays_out(site: Site):
    facade.create_staff(site.database, "boss", "admin", password=PASSWORD)
    go(browser_of(site))
    facade.deactivate_staff(site.database, "ann")
    assert refusal(browser_of(site)) == "provider_account_missing"


@pytest.mark.parametrize(
    "lies",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another client"},
        {"aud": None},
        {"iss": "https://evil.example"},
        {"iss": None},
        {"exp": int(START.timestamp()) - 61},
        {"exp": None},
        {"iat": int(START.timestamp()) + 3600},
        {"sub": None},
        {"aud": [CLIENT_ID, "another client"], "azp": "another client"},
        {"at_hash": "nonsense"},
    ],
)
def test_token__that_does_not_hold_is_refused(site: Site, server: IdentityServer, lies):
    server.lies = lies
    assert refusal(browser_of(site)) == "provider_refused"


@pytest.mark.parametrize("forger", [sign_with_nothing, sign_with_client_secret, sign_with_foreign_key])
def test_token__that_the_server_did_not_sign_is_refused(site: Site, server: IdentityServer, forger):
    server.forger = forger
    assert refusal(browser_of(site)) == "provider_refused"


def test_key__that_is_new_since_the_last_log_in_is_fetched(site: Site, server: IdentityServer):
    go(browser_of(site))
    server.use_new_key()
    assert go(browser_of(site)) == "/members"


def test_way_back__belongs_to_the_browser_it_began_in(site: Site):
    victim, attacker = browser_of(site), browser_of(site)
    callback = depart(attacker).headers["location"]
    depart(victim)
    for client in (victim, browser_of(site)):
        assert client.get(callback).headers["location"] == "/login?refused=provider_refused"
        assert client.get("/v1/session").status_code == 401


def test_way_back__is_taken_once_and_within_ten_minutes(site: Site, server: IdentityServer):
    client = browser_of(site)
    callback = depart(client).headers["location"]
    cookie = client.cookies["regulars_log_in"]
    assert client.get(callback).headers["location"] == "/members"
    again = browser_of(site)
    again.cookies["regulars_log_in"] = cookie
    assert again.get(callback).headers["location"] == "/login?refused=provider_refused"
    late = browser_of(site)
    callback, cookie = depart(late).headers["location"], late.cookies["regulars_log_in"]
    site.clock.now = START + timedelta(minutes=10)
    server.clock.now = site.clock.now  # type: ignore[attr-defined]  # the server of the fixture has a clock
    late.cookies["regulars_log_in"] = cookie
    assert late.get(callback).headers["location"] == "/login?refused=provider_refused"


@pytest.mark.parametrize("query", ["", "?error=access_denied&state=x", "?code=made-up&state=made-up"])
def test_way_back__without_a_log_in_is_refused(site: Site, query):
    back = site.anonymous().get(f"/v1/session/provider/callback{query}")
    assert (back.status_code, back.headers["location"]) == (303, "/login?refused=provider_refused")


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "evil", "/a\tb", ""])
def test_way_on__never_leads_to_another_site(site: Site, elsewhere):
    assert go(browser_of(site), elsewhere) == "/"


def test_cookies__of_the_way_and_of_the_session(site: Site):
    client = browser_of(site)
    sent = client.get("/v1/session/provider")
    way = sent.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=lax", "Path=/v1/session/provider", "Max-Age=600"} <= set(way.split("; "))
    back = client.get(httpx.get(sent.headers["location"], trust_env=False).headers["location"])
    cookies = {cookie.split("=")[0]: set(cookie.split("; ")) for cookie in back.headers.get_list("set-cookie")}
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= cookies["regulars_session"]
    assert "Max-Age=0" in cookies["regulars_log_in"]


def test_provider__that_does_not_answer_is_told(database: Database, tmp_path: Path):
    settings = Settings(provider=ProviderSettings(issuer="http://127.0.0.1:9", client_id="x"))
    with open_site(database, tmp_path, settings=settings) as site:
        sent = site.anonymous().get("/v1/session/provider")
        assert (sent.status_code, sent.headers["location"]) == (303, "/login?refused=provider_unreachable")


def test_without_a_provider__there_is_only_the_password(database: Database, tmp_path: Path):
    with open_site(database, tmp_path) as site:
        assert site.anonymous().get("/v1/session/ways").json() == {"provider": None}
        assert site.anonymous().get("/v1/session/provider").headers["location"] == "/login?refused=provider_refused"
