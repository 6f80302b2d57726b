"""Erasure: nothing of the person is found any more in the whole directory of the server or in a backup; the books balance."""

import os
import subprocess
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from typer.testing import CliRunner

from regulars.cli.main import app
from regulars.features.backup.facade import back_up
from regulars.features.context import make_context, system_time
from regulars.kit.settings import Settings
from regulars.ledger.audit import audit
from regulars.ledger.checkpoints import make_checkpoint
from regulars.ledger.verification import verify
from regulars.store.database import Database
from regulars.store.member_keys import member_keys
from regulars.store.postgres_programs import find_program
from tests.support.applications import Site, open_site
from tests.support.databases import DatabaseServer
from tests.support.examples import publish_mall

NAME, PHONE, MAIL, CARD = "檀溪望舒", "13699887766", "wangshu.tanxi@nowhere.example", "CARD-71828182"
FORMER, HOUSE, CONTACT = "前名扶疏", "栖霞弄四十二号", "联络人荀令君"
"""A name that a merge has replaced, an address in a field, and whom to speak to at a company."""
MEMBER = {
    "display_name": NAME,
    "identities": [{"kind": "phone", "value": PHONE}, {"kind": "email", "value": MAIL}, {"kind": "card_no", "value": CARD}],
}
PLAIN = [text.encode() for text in (NAME, NAME[:2], PHONE, MAIL, MAIL.upper(), CARD, FORMER, HOUSE, CONTACT)]
PLAIN += [text.hex().encode() for text in PLAIN]
CANARY = b"canary-of-the-search-for-plain-text"
NUMBER_NOT = {"member_no": 999_999, "reason": "asked in writing"}


def tell(client, event_id: str, type_: str, member: dict, **data) -> dict:
    at = (datetime.now(UTC) - timedelta(minutes=5)).isoformat()
    event = {"source": "till", "id": event_id, "type": type_, "occurred_at": at, "data": data, **member}
    answer = client.post("/v1/events", json=event)
    assert answer.status_code == 200, answer.text
    return answer.json()


def live(client) -> tuple[str, int]:
    """A member who is known by everything that can be personal, and whom another member names."""
    member = client.post("/v1/members", json=MEMBER | {"display_name": FORMER}).json()
    friend = client.post("/v1/members", json={"identities": [{"kind": "card_no", "value": "friend"}]}).json()
    phone = {"member": {"kind": "phone", "value": PHONE}}
    line = {"line_id": "1", "sku": "a", "quantity": 1, "amount_minor": 50_000}
    tell(client, "e1", "member.profile_changed", phone, birthday="05-20", attributes={"size": "M"})
    tell(client, "e2", "order.paid", phone, order_id="o1", currency="CNY", lines=[line])
    tell(client, "e3", "member.referred", {"member_id": friend["member_id"]}, referrer={"kind": "email", "value": MAIL})
    tell(client, "e4", "order.paid", {"member_id": friend["member_id"]}, order_id="o2", currency="CNY", lines=[line])
    consent = {"channel": "sms", "purpose": "marketing", "granted": True, "source": "store form"}
    assert client.post(f"/v1/members/{member['member_id']}/consents", json=consent).status_code == 201
    field = {"key": "house", "name": "House", "kind": "text", "is_personal": True}
    client.post("/v1/member-fields", json=field)
    for member_id, name in ((member["member_id"], HOUSE), (_same_person(client), f"{HOUSE}旁")):
        known = {"kind": "enterprise", "fields": {"house": name}, "contacts": [{"name": CONTACT, "phone": PHONE}]}
        assert client.patch(f"/v1/members/{member_id}/profile", json=known).status_code == 200
    both = {"absorbed_id": member_id, "survivor_id": member["member_id"], "reason": "one person"}
    merged = client.post("/v1/merges", json=both | {"fields": {"name": "absorbed", "field.house": "absorbed"}})
    assert merged.status_code == 201, merged.text
    client.get("/v1/members", params={"q": NAME})
    client.get("/v1/members/lookup", params={"kind": "phone", "value": PHONE})
    client.post(f"/v1/members/{member['member_id']}/unmask", json={"reason": "called us"})
    client.get(f"/v1/members/{member['member_id']}/export")
    return member["member_id"], member["member_no"]


def _same_person(client) -> str:
    """Somebody who is the same person by the name that holds, and has checked in."""
    same = client.post("/v1/members", json={"display_name": NAME}).json()["member_id"]
    tell(client, "e0", "member.checked_in", {"member_id": same})
    return str(same)


def holds(path: Path, wanted: list[bytes]) -> list[str]:
    """Where any of some texts stands in a file or in a folder of files."""
    # `os.walk` passes over folders that the server, which is running, does away with meanwhile.
    files = [path] if path.is_file() else sorted(Path(folder, name) for folder, _, names in os.walk(path) for name in names)
    found = []
    for file in files:
        try:
            content = file.read_bytes() if file.is_file() else b""
        except FileNotFoundError:
            continue
        found += [f"{file.name}: {text!r}" for text in wanted if text in content]
    return found


def dumped(backup: Path, folder: Path, database: Database) -> Path:
    """What a backup holds, as the text that restoring it would run."""
    with zipfile.ZipFile(backup) as archive:
        archive.extract("database.dump", folder)
    program = find_program("pg_restore", database.server_version)
    text = folder / "dump.sql"
    subprocess.run([str(program.path), "-f", str(text), str(folder / "database.dump")], check=True)
    return text


def test_erased__nothing_personal_is_left_on_disk_and_the_books_balance(
    database_server: DatabaseServer, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
):
    directory = database_server._server._data_dir
    with database_server.fresh_database() as database, open_site(database, tmp_path) as site:
        database_server._administration.execute("ALTER SYSTEM SET wal_compression = off")
        database_server._administration.execute("SELECT pg_reload_conf()")
        publish_mall(database)
        admin = site.staff("admin")
        member_id, member_no = live(admin)
        ledger = make_context(Settings(), database).ledger
        make_checkpoint(ledger)
        made = back_up(database, tmp_path / "before.zip", system_time)

        asked = {"member_no": member_no, "reason": "asked in writing"}
        erased = admin.post(f"/v1/members/{member_id}/erase", json=asked)
        assert (erased.status_code, erased.json()["points_written_off"] > 0) == (200, True), erased.text
        with psycopg.connect(database.url) as owner:
            owner.execute("CREATE TABLE canary (plain text)")
            owner.execute("INSERT INTO canary VALUES (%s)", (CANARY.decode(),))
        database_server._administration.execute("CHECKPOINT")

        assert {where.partition(": ")[0] for where in holds(directory, [CANARY])} != set()
        assert holds(directory, PLAIN) == []
        assert holds(dumped(made.path, tmp_path, database), PLAIN) == []
        assert list(audit(ledger)) == []
        assert list(verify(ledger)) == []

        shown = admin.get(f"/v1/members/{member_id}").json()
        assert (shown["display_name"], shown["identities"], shown["points_available"]) == ("", [], 0)
        assert shown["erased_at"]
        for query in (NAME, PHONE, PHONE[-4:], MAIL, CARD):
            assert admin.get("/v1/members", params={"q": query}).json()["total"] == 0, query
        assert admin.get("/v1/members/lookup", params={"kind": "phone", "value": PHONE}).status_code == 404
        again = admin.post("/v1/members", json=MEMBER)  # the same person may come back, as somebody new
        assert (again.status_code, again.json()["member_id"] == member_id) == (201, False)


@pytest.fixture
def somebody(site: Site) -> tuple[str, int]:
    """Give a member with points."""
    return live(site.staff("admin", "setter"))


def test_erase__needs_the_number_typed_and_a_reason(site: Site, somebody: tuple[str, int]):
    admin = site.staff("admin")
    member_id, number = somebody
    for body, code in (
        ({"member_no": number + 1, "reason": "asked"}, "erasure_unconfirmed"),
        ({"member_no": number}, "request_invalid"),
    ):
        answer = admin.post(f"/v1/members/{member_id}/erase", json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert admin.get(f"/v1/members/{member_id}").json()["display_name"] == NAME


def test_erase__once_and_nothing_happens_afterwards(site: Site, somebody: tuple[str, int]):
    admin = site.staff("admin")
    member_id, number = somebody
    asked = {"member_no": number, "reason": "asked in writing"}
    statuses = [admin.post(f"/v1/members/{member_id}/erase", json=asked).status_code for _ in range(2)]
    assert statuses == [200, 409]
    consent = {"channel": "sms", "purpose": "marketing", "granted": True, "source": "form"}
    for answer in (
        admin.post(f"/v1/members/{member_id}/consents", json=consent), admin.get(f"/v1/members/{member_id}/export"),
    ):  # fmt: skip
        assert (answer.status_code, answer.json()["code"]) == (409, "member_erased")
    at = datetime.now(UTC).isoformat()
    event = {"source": "till", "id": "late", "type": "member.checked_in", "occurred_at": at, "member_id": member_id}
    assert admin.post("/v1/events", json=event).json()["code"] == "member_erased"
    (line,) = admin.get("/v1/audit", params={"action": "erase_member"}).json()["items"]
    assert (line["kind"], line["members"], line["detail"]) == ("change", [member_id], "asked in writing")


def test_erase__cut_off_in_the_middle_is_finished_by_doing_it_again(site: Site, somebody: tuple[str, int]):
    admin = site.staff("admin")
    member_id, number = somebody
    with psycopg.connect(site.database.url) as connection:
        connection.execute("CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'cut off'; END $$")
        connection.execute("CREATE TRIGGER stop BEFORE DELETE ON member_key EXECUTE FUNCTION stop()")
    asked = {"member_no": number, "reason": "asked in writing"}
    assert admin.post(f"/v1/members/{member_id}/erase", json=asked).status_code == 500
    with psycopg.connect(site.database.url) as connection:
        connection.execute("DROP TRIGGER stop ON member_key")
    assert admin.post(f"/v1/members/{member_id}/erase", json=asked).status_code == 200
    assert admin.get(f"/v1/members/{member_id}").json()["identities"] == []


def test_event__that_erases_cannot_be_sent(site: Site, somebody: tuple[str, int]):
    at = datetime.now(UTC).isoformat()
    event = {"source": "till", "id": "x", "type": "member.erased", "occurred_at": at, "member_id": somebody[0], "data": {}}
    answer = site.staff("admin").post("/v1/events", json=event)
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "type")


@pytest.mark.parametrize("who", ["anonymous", "operator", "analyst", "clerk", "key:members:write"])
def test_erase__is_for_administrators(site: Site, somebody: tuple[str, int], who: str):
    answer = site.caller(who).post(f"/v1/members/{somebody[0]}/erase", json={"member_no": somebody[1], "reason": "because"})
    assert answer.status_code == (401 if who == "anonymous" else 403)


def test_export__holds_every_section_and_is_noted(site: Site, somebody: tuple[str, int]):
    admin = site.staff("admin")
    member_id, number = somebody
    answer = admin.get(f"/v1/members/{member_id}/export")
    assert answer.headers["content-disposition"] == f'attachment; filename="member-{number}.json"'
    told = answer.json()
    assert told["format"] == "regulars-member-1"
    assert told["member"]["display_name"] == NAME
    assert {"kind": "phone", "value": f"+86{PHONE}"} in told["identities"]
    assert told["told"] == {"birthday": "05-20", "attributes": {"size": "M"}}
    assert [each["channel"] for each in told["consents"]["now"]] == ["sms"]
    assert {"member.profile_changed", "order.paid"} <= {each["type"] for each in told["events"]}
    assert "e0" in {each["event_id"] for each in told["events"]}, "what came under a name that is theirs now"
    assert [(each["survivor_id"], each["reason"]) for each in told["merges"]] == [(member_id, "one person")]
    assert (
        sum(each["amount"] for each in told["entries"] if each["wallet"] == "points")
        == told["standing"]["balances"]["points"]["balance"]
    )
    assert {"unmask_member", "look_up_member"} <= {each["action"] for each in told["accesses"]}
    page = admin.get(f"/v1/members/{member_id}/export", params={"format": "html"}).text
    assert (NAME in page, f"+86{PHONE}" in page, "<script" in page) == (True, True, False)
    lines = admin.get("/v1/audit", params={"kind": "export"}).json()["items"]
    assert [(line["action"], line["detail"]) for line in lines][:2] == [("export_member", "html"), ("export_member", "json")]


def test_export_page__escapes_what_members_write(site: Site):
    admin = site.staff("admin")
    member = admin.post("/v1/members", json={"display_name": "<script>alert(1)</script>"}).json()
    page = admin.get(f"/v1/members/{member['member_id']}/export", params={"format": "html"}).text
    assert ("<script" in page, "&lt;script&gt;" in page) == (False, True)


def test_commands__export_and_erase(site: Site, somebody: tuple[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("REGULARS_DATABASE_URL", site.database.url)
    run = CliRunner()
    file = tmp_path / "out.json"
    exported = run.invoke(app, ["members", "export", f"phone:{PHONE}", str(file)])
    assert (exported.exit_code, file.stat().st_mode & 0o777, NAME in file.read_text()) == (0, 0o600, True), exported.output
    refused = run.invoke(app, ["members", "erase", f"#{somebody[1]}"], input="7777777\n")
    assert (refused.exit_code, "erasure_unconfirmed" in refused.stderr) == (1, True)
    erased = run.invoke(app, ["members", "erase", str(somebody[1])], input=f"{somebody[1]}\n")
    assert (erased.exit_code, "is erased" in erased.stdout) == (0, True), erased.output
    unknown = run.invoke(app, ["members", "erase", f"phone:{PHONE}", "--yes"])
    assert (unknown.exit_code, "member_unknown" in unknown.stderr) == (1, True)


def test_erase__of_a_survivor_takes_those_merged_into_them_along(site: Site, somebody: tuple[str, int]):
    admin = site.staff("admin")
    member_id, number = somebody
    absorbed = admin.post("/v1/members", json={"display_name": "Before"}).json()
    with site.database.transaction() as connection:
        connection.execute("UPDATE member SET merged_into = %s WHERE member_id = %s", (member_id, absorbed["member_id"]))
    asked = {"member_no": absorbed["member_no"], "reason": "asked in writing"}
    path = f"/v1/members/{absorbed['member_id']}/erase"  # the old id stands for the survivor
    assert admin.post(path, json=asked).json()["code"] == "erasure_unconfirmed"
    assert admin.post(path, json=asked | {"member_no": number}).status_code == 200
    with site.database.snapshot() as connection:
        assert member_keys(connection, [UUID(member_id), UUID(absorbed["member_id"])]) == {}
