"""The log of a busy day at its most talkative holds no password, token, key, code, name, number or address."""

import io
import json
import logging
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from regulars.kit.settings import MessageSettings, Settings
from regulars.store.database import Database
from tests.support.applications import FORGERY_HEADER, PASSWORD, Site, open_site
from tests.support.examples import publish_mall
from tests.support.keys import MASTER_KEY
from tests.support.log_ins import link_code, log_in, set_up_second_factor
from tests.support.mailbox import Mailbox, open_mailbox

NAME, PHONE, MAIL, CARD = "欧阳林薇", "13912345678", "ann.lin@example.com", "6222021234567890"


class Log:
    """What the service logs, with what the libraries under it say."""

    def __init__(self) -> None:
        self.stream = io.BytesIO()
        self.said = io.StringIO()

    def text(self) -> str:
        """All of it."""
        return self.stream.getvalue().decode() + self.said.getvalue()


@pytest.fixture
def log() -> Iterator[Log]:
    """Give a log that keeps all that is said outside of the test's own thread."""
    log, tester, root = Log(), threading.get_ident(), logging.getLogger()
    handler = logging.StreamHandler(log.said)
    handler.addFilter(lambda record: record.thread != tester)
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield log
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """Give a mail server."""
    with open_mailbox() as mailbox:
        yield mailbox


@pytest.fixture
def site(database: Database, tmp_path: Path, log: Log, mailbox: Mailbox) -> Iterator[Site]:
    """Serve a mall, with its log kept."""
    publish_mall(database)
    messages = MessageSettings(smtp_url=mailbox.url, mail_from="club@shop.example")
    with open_site(database, tmp_path, log.stream, Settings(messages=messages)) as running:
        yield running


def test_log__of_everything_that_handles_secrets_holds_none(site: Site, log: Log, mailbox: Mailbox):
    secrets = {"password": PASSWORD, "master key": MASTER_KEY, "name": NAME, "phone": PHONE, "mail": MAIL, "card": CARD}
    boss = site.staff("admin", "boss")
    secrets["session"] = boss.cookies["regulars_session"]
    assert log_in(site.anonymous(), "boss", "hunter2-wrong").status_code == 401
    secrets["wrong password"] = "hunter2-wrong"
    phone, codes = set_up_second_factor(site, boss)
    secrets |= {
        "recovery code": codes[0],
        "second factor": phone._totp.secret,
        "renewed session": boss.cookies["regulars_session"],
    }

    invited = boss.post("/v1/staff", json={"username": "lin", "assignments": [{"role": "clerk"}]}).json()
    secrets["link"] = link_code(invited["link"]["path"])
    assert site.anonymous().post("/v1/session/link", json={"code": secrets["link"]}).status_code == 200
    key = boss.post("/v1/keys", json={"name": "till", "scopes": ["events:write", "members:read"]}).json()
    secrets["key"] = key["bearer"].split("_")[-1]
    till = site.anonymous()
    till.headers["Authorization"] = f"Bearer {key['bearer']}"
    hook = boss.post("/v1/webhooks", json={"url": "https://8.8.8.8/secret-path", "types": ["tier.changed"]}).json()
    secrets |= {"webhook": hook["secret"].removeprefix("whsec_"), "webhook's path": "secret-path"}

    identities = [{"kind": "phone", "value": PHONE}, {"kind": "email", "value": MAIL}, {"kind": "card_no", "value": CARD}]
    made = boss.post("/v1/members", json={"display_name": NAME, "identities": identities})
    member_id = made.json()["member_id"]
    boss.get("/v1/members", params={"q": NAME})
    till.get("/v1/members/lookup", params={"kind": "phone", "value": PHONE})
    till.get("/v1/members/lookup", params={"kind": "phone", "value": PHONE, "surplus": MAIL})
    till.post("/v1/events", json={"source": "till", "id": "e1", "type": "nothing", "member": {"kind": "phone", "value": PHONE}})
    boss.post(f"/v1/members/{member_id}/unmask", json={"reason": f"{NAME} called"})
    boss.post(f"/v1/members/{member_id}/identities", json={"kind": "phone", "value": "13800138000"})
    boss.post("/v1/members", content=f'{{"display_name": "{NAME}", '.encode(), headers={"content-type": "application/json"})

    asked = site.anonymous().post("/v1/member/code", json={"kind": "email", "value": MAIL}).json()
    found = re.search(r"\d{6}", str(mailbox.next()["Subject"]))
    assert found is not None
    opened = site.anonymous().post("/v1/member/session", json={"code_id": asked["code_id"], "code": found[0]}).json()
    secrets |= {"member's code": found[0], "member's session": opened["token"]}
    member = site.anonymous()
    member.headers["Authorization"] = f"Bearer {opened['token']}"
    assert member.get("/v1/member").json()["display_name"] == NAME
    with site.database.transaction() as connection:
        connection.execute("SET LOCAL ROLE NONE; ALTER TABLE member_identity DROP COLUMN kind")
    assert till.get("/v1/members/lookup", params={"kind": "phone", "value": PHONE}).status_code == 500
    assert boss.get("/v1/members", params={"q": NAME}).status_code == 500

    text = log.text()
    lines = [json.loads(line) for line in log.stream.getvalue().splitlines()]
    assert len([line for line in lines if line.get("event") == "request"]) > 20
    assert [line for line in lines if "exception" in line]
    assert {what for what, secret in secrets.items() if secret in text} == set()
    assert FORGERY_HEADER


def test_answer__that_lists_keys_webhooks_or_staff_holds_no_secret(site: Site):
    boss = site.staff("admin", "boss")
    key = boss.post("/v1/keys", json={"name": "till", "scopes": ["events:write"]}).json()["bearer"]
    hook = boss.post("/v1/webhooks", json={"url": "https://8.8.8.8/hooks", "types": ["tier.changed"]}).json()["secret"]
    invited = boss.post("/v1/staff", json={"username": "lin", "assignments": [{"role": "clerk"}]}).json()
    secrets = {key.split("_")[-1], hook, link_code(invited["link"]["path"]), boss.cookies["regulars_session"], PASSWORD}
    for path in (
        "/v1/keys",
        "/v1/webhooks",
        "/v1/staff",
        "/v1/access_log",
        "/v1/audit",
        "/v1/audit/export",
        "/v1/me/sessions",
        "/metrics",
    ):
        answer = boss.get(path)
        assert answer.status_code == 200
        assert not [secret for secret in secrets if secret in answer.text], path
