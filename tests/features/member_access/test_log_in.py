"""Members log in by a code that comes by mail or text message, or by a token of the operator's app, and see their own data."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey

from regulars.kit.settings import MessageSettings, Settings
from regulars.store.database import Database
from tests.support.applications import Site, open_site
from tests.support.examples import publish_mall
from tests.support.mailbox import Mailbox, open_mailbox
from tests.support.receivers import Receiver, open_receiver

MAIL, PHONE = "ann@example.com", "13912345678"
KEY = ECKey.generate_key("P-256", {"kid": "app-1"}, private=True)
ISSUER = "https://app.shop.example"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """Give a mail server."""
    with open_mailbox() as mailbox:
        yield mailbox


@pytest.fixture
def gateway() -> Iterator[Receiver]:
    """Give a gateway for text messages."""
    with open_receiver() as receiver:
        yield receiver


@pytest.fixture
def site(database: Database, tmp_path: Path, mailbox: Mailbox, gateway: Receiver) -> Iterator[Site]:
    """Serve the application with everything by which members log in."""
    publish_mall(database)
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps(KeySet([KEY]).as_dict(private=False)))
    messages = MessageSettings(
        smtp_url=mailbox.url, mail_from="club@shop.example", sms_url=f"{gateway.url}/sms", sms_token="gate", token_keys=keys,
        token_issuer=ISSUER,
    )  # fmt: skip
    with open_site(database, tmp_path, settings=Settings(messages=messages)) as running:
        yield running


@pytest.fixture
def member_id(site: Site) -> str:
    """Give a member who is known by mail and phone."""
    identities = [{"kind": "email", "value": MAIL}, {"kind": "phone", "value": PHONE}]
    body = {"display_name": "林薇", "identities": identities}
    return site.staff("operator").post("/v1/members", json=body).json()["member_id"]


def ask(site: Site, kind: str = "email", value: str = MAIL) -> dict[str, Any]:
    answer = site.anonymous().post("/v1/member/code", json={"kind": kind, "value": value})
    assert answer.status_code == 202, answer.text
    return answer.json()


def code_in(mailbox: Mailbox) -> str:
    found = re.search(r"\d{6}", str(mailbox.next()["Subject"]))
    assert found is not None
    return found[0]


def enter(site: Site, code_id: str, code: str):
    return site.anonymous().post("/v1/member/session", json={"code_id": code_id, "code": code})


def as_member(site: Site, token: str):
    client = site.anonymous()
    client.headers["Authorization"] = f"Bearer {token}"
    return client


def test_code__by_mail_opens_a_session_on_the_members_own_data(site: Site, mailbox: Mailbox, member_id: str):
    asked = ask(site, value=" ANN@example.com ")
    code = code_in(mailbox)
    message = mailbox.newest()
    assert (message["To"], message["From"], code in message.get_content()) == (MAIL, "club@shop.example", True)
    opened = enter(site, asked["code_id"], code)
    assert (opened.status_code, opened.json()["member_id"]) == (201, member_id)
    member = as_member(site, opened.json()["token"])
    own = member.get("/v1/member").json()
    assert (own["display_name"], {"kind": "phone", "value": f"+86{PHONE}"} in own["identities"]) == ("林薇", True)
    assert member.get("/v1/member/wallet").json()["wallets"][0]["available"] == 0
    assert member.get("/v1/member/entries").json()["items"] == []
    for path in ("/v1/members", f"/v1/members/{member_id}", "/v1/me", "/v1/staff", "/v1/board"):
        assert member.get(path).status_code == 401, path
    assert member.delete("/v1/member/session").status_code == 204
    assert member.get("/v1/member").status_code == 401


def test_code__by_text_message_goes_to_the_gateway(site: Site, gateway: Receiver, member_id: str):
    arrived = Event()
    gateway.on_received = arrived.set
    asked = ask(site, "phone", "139 1234-5678")
    assert arrived.wait(10)
    (sent,) = gateway.received
    assert (sent.path, sent.headers["authorization"], sent.message["to"]) == ("/sms", "Bearer gate", f"+86{PHONE}")
    assert enter(site, asked["code_id"], sent.message["code"]).status_code == 201


def test_code__of_nobody_is_answered_alike_and_sent_nowhere(site: Site, mailbox: Mailbox, member_id: str):
    nobody, somebody = ask(site, value="nobody@example.com"), ask(site)
    assert nobody.keys() == somebody.keys()
    code = code_in(mailbox)
    assert mailbox.count() == 1
    assert enter(site, nobody["code_id"], code).json()["code"] == "code_invalid"


def test_code__is_good_once_for_five_attempts_and_ten_minutes(site: Site, mailbox: Mailbox, member_id: str):
    site.clock.now = datetime(2026, 3, 1, 9, tzinfo=UTC)
    first = ask(site)
    code = code_in(mailbox)
    wrong = "000000" if code != "000000" else "111111"
    assert [enter(site, first["code_id"], wrong).status_code for _ in range(4)] == [422] * 4
    assert enter(site, first["code_id"], code).status_code == 201
    assert enter(site, first["code_id"], code).status_code == 422
    second = ask(site)
    code = code_in(mailbox)
    assert [enter(site, second["code_id"], wrong if wrong != code else "222222").status_code for _ in range(5)] == [422] * 5
    assert enter(site, second["code_id"], code).status_code == 422
    third = ask(site)
    code = code_in(mailbox)
    site.clock.now += timedelta(minutes=10)
    assert enter(site, third["code_id"], code).status_code == 422


def test_codes__are_limited_per_address(site: Site, member_id: str):
    for _ in range(3):
        ask(site)
    refused = site.anonymous().post("/v1/member/code", json={"kind": "email", "value": MAIL.upper()})
    assert (refused.status_code, refused.json()["code"], "Retry-After" in refused.headers) == (429, "attempts_exceeded", True)


def test_code__lies_nowhere_readable(site: Site, mailbox: Mailbox, member_id: str):
    asked = ask(site)
    code = code_in(mailbox)
    with site.database.snapshot() as connection:
        kept = connection.execute("SELECT code_hash FROM member_code WHERE code_id = %s", (asked["code_id"],)).fetchone()
    assert kept is not None
    assert (len(kept[0]), code.encode() in kept[0]) == (16, False)


def signed(key: Any = KEY, alg: str = "ES256", **changes: Any) -> str:
    now = int(datetime.now(UTC).timestamp())
    claims = {"iss": ISSUER, "aud": "regulars", "sub": f"phone:{PHONE}", "iat": now, "exp": now + 300, "jti": "t1"} | changes
    return jwt.encode({"alg": alg, "kid": "app-1"}, {name: each for name, each in claims.items() if each is not None}, key)


def by_token(site: Site, token: str):
    return site.anonymous().post("/v1/member/session/token", json={"token": token})


def test_token__of_the_app_opens_one_session(site: Site, member_id: str):
    opened = by_token(site, signed())
    assert (opened.status_code, opened.json()["member_id"]) == (201, member_id)
    assert as_member(site, opened.json()["token"]).get("/v1/member").json()["member_id"] == member_id
    again = by_token(site, signed())
    assert (again.status_code, again.json()["code"]) == (401, "token_invalid")
    assert by_token(site, signed(jti="t2", sub=member_id)).status_code == 201


def visitor(site: Site, value: str) -> str:
    """An anonymous member, known by a device."""
    answer = site.system("members:write").post("/v1/members", json={"identities": [{"kind": "visitor", "value": value}]})
    return str(answer.json()["member_id"])


def test_visitor__told_at_log_in_joins_the_member_and_it_is_noted(site: Site, mailbox: Mailbox, member_id: str):
    by_code, by_app = visitor(site, "v-of-the-browser-1"), visitor(site, "v-2")
    asked = ask(site)
    code = code_in(mailbox)
    typed = {"code_id": asked["code_id"], "code": code}
    for wrong in ({"value": "v-2"}, {"kind": "phone", "value": "+8613912345678901"}):
        refused = site.anonymous().post("/v1/member/session", json=typed | {"visitor": wrong})
        assert refused.status_code == 422, "what can be guessed, or is a person, is no visitor; the code is still good"
    opened = site.anonymous().post("/v1/member/session", json=typed | {"visitor": {"value": "v-of-the-browser-1"}}).json()
    assert (opened["member_id"], opened["visitor"]) == (member_id, "merged")
    again = by_token(site, signed(visitor="visitor:v-2")).json()
    assert (again["member_id"], again["visitor"]) == (member_id, "merged")
    assert by_token(site, signed(jti="t2")).json()["visitor"] is None
    assert by_token(site, signed(jti="t3", visitor="phone:13900139000")).json()["code"] == "identity_kind_wrong"
    admin = site.staff("admin")
    merges = admin.get(f"/v1/members/{member_id}/merges").json()["items"]
    assert [(each["absorbed_id"], each["reason"], each["merged_by"]) for each in merges] == [
        (by_app, "visitor_logged_in", "member"), (by_code, "visitor_logged_in", "member"),
    ]  # fmt: skip
    lines = admin.get("/v1/audit", params={"actor": "member", "member_id": member_id}).json()["items"]
    assert [(line["action"], line["detail"]) for line in lines] == [
        ("member_logged_in", "token"), ("join_visitor", "merged"), ("member_logged_in", "token"), ("join_visitor", "merged"),
        ("member_logged_in", "code"),
    ]  # fmt: skip


def test_visitor__who_cannot_be_joined_keeps_nobody_out(site: Site, member_id: str):
    devices = {"priority": 90, "per_member": 1, "is_device": True}
    assert site.staff("admin").put("/v1/identity_rules/visitor", json=devices).status_code == 200
    told = [by_token(site, signed(jti=name, visitor=f"visitor:{name}")).json()["visitor"] for name in ("d1", "d2")]
    assert told == ["known", "apart"]


def test_token__that_does_not_hold_is_refused(site: Site, member_id: str):
    now = int(datetime.now(UTC).timestamp())
    other = ECKey.generate_key("P-256", {"kid": "app-1"}, private=True)
    refused = {
        "another key": signed(other),
        "another audience": signed(aud="else"),
        "another issuer": signed(iss="https://evil.example"),
        "too old": signed(iat=now - 900, exp=now - 600),
        "too long": signed(exp=now + 86_400),
        "without an end": signed(exp=None),
        "without an id": signed(jti=None),
        "by a shared secret": jwt.encode({"alg": "HS256", "kid": "app-1"}, {"sub": member_id}, OctKey.import_key("x" * 32)),
        "no token": "x.y.z",
    }
    answers = {name: by_token(site, token).json()["code"] for name, token in refused.items()}
    assert answers == dict.fromkeys(refused, "token_invalid")
    assert by_token(site, signed(sub="phone:13700000000")).status_code == 404


def test_session__ends_when_idle_old_or_erased(site: Site, member_id: str):
    start = datetime.now(UTC)
    member = as_member(site, by_token(site, signed()).json()["token"])
    site.clock.now = start + timedelta(days=6)
    assert member.get("/v1/member").status_code == 200
    site.clock.now = start + timedelta(days=14)
    assert member.get("/v1/member").status_code == 401
    site.clock.now = None
    other = as_member(site, by_token(site, signed(jti="t3")).json()["token"])
    admin = site.staff("admin")
    number = admin.get(f"/v1/members/{member_id}").json()["member_no"]
    assert admin.post(f"/v1/members/{member_id}/erase", json={"member_no": number, "reason": "asked"}).status_code == 200
    assert other.get("/v1/member").status_code == 401


def test_without_senders__says_what_to_set(database: Database, tmp_path: Path):
    publish_mall(database)
    with open_site(database, tmp_path) as site:
        code = site.anonymous().post("/v1/member/code", json={"kind": "email", "value": MAIL})
        token = by_token(site, "x")
    assert [(answer.status_code, answer.json()["code"]) for answer in (code, token)] == [
        (422, "sender_missing"), (409, "tokens_not_taken"),
    ]  # fmt: skip
