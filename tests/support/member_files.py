"""Small files of members, and a place that they are brought into: two stores, a few fields and a tag."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from regulars.features.context import AppContext, make_context
from regulars.features.member_files.contracts import ImportReport
from regulars.features.member_files.facade import import_by_command, parse_member_mapping
from regulars.kit.settings import Settings
from regulars.store.database import Database
from regulars.store.told_profiles import NOTHING_TOLD, ToldProfile, read_told_profiles
from tests.support.scenes import Json, Scene, mall, open_scene

HEADER = (
    "手机号",
    "邮箱",
    "卡号",
    "姓名",
    "入会日期",
    "来源",
    "门店",
    "类型",
    "孩子",
    "身高",
    "生日",
    "住址",
    "行业",
    "短信",
    "标签",
    "月日",
    "尺码",
    "到店",
    "联系人",
    "联系人电话",
)
MAPPING = """
version: 1
existing: update
identities:
  - {kind: phone, column: 手机号}
  - {kind: email, column: 邮箱}
  - {kind: card_no, column: 卡号}
columns: {name: 姓名, joined_at: 入会日期, channel: 来源, home_unit: 门店, kind: 类型, tags: 标签, birthday: 月日}
fields:
  - {field: children, column: 孩子, values: {两个: more}}
  - {field: height, column: 身高}
  - {field: born_on, column: 生日}
  - {field: address, column: 住址}
  - {field: industry, column: 行业}
attributes:
  - {attribute: size, column: 尺码, values: {特大: l}}
  - {attribute: visits, column: 到店}
contacts: [{name: 联系人, phone: 联系人电话}]
consents: [{channel: sms, purpose: marketing, column: 短信, source: 登记表}]
"""
ATTRIBUTES = """attributes:
  size: {name: {zh: 尺码, en: Size}, kind: text, values: {s: {zh: 小号, en: Small}, l: {zh: 大号, en: Large}}}
  visits: {name: {zh: 到店次数, en: Visits}, kind: number}

metrics:
  spend:"""
THANKS = """rules:
  - key: told
    kind: per_action
    event: member.profile_changed
    name: {zh: 完善资料, en: Profile told}
    wallet: points
    points: 20
  - key: base"""
"""What rules ask for, and a rule that thanks who tells about themselves."""
FIELDS: list[Json] = [
    {"key": "children", "name": "有无孩子", "kind": "choice", "choices": {"none": "没有", "one": "一个", "more": "两个以上"}},
    {"key": "height", "name": "身高", "kind": "number"},
    {"key": "born_on", "name": "生日", "kind": "date", "is_personal": True},
    {"key": "address", "name": "住址", "kind": "text", "is_personal": True},
    {"key": "industry", "name": "行业", "kind": "text", "asked_of": "enterprise"},
]


def row(phone: str = "", **cells: str) -> list[str]:
    """A row by the names of its columns."""
    assert set(cells) <= set(HEADER), cells
    return [cells.get(name, "") if name != "手机号" else phone for name in HEADER]


def counts(report: ImportReport) -> tuple[int, ...]:
    """New, updated, unchanged, left alone, rejected."""
    tally = report.tally
    return tally.new, tally.updated, tally.unchanged, tally.skipped, tally.rejected


def reasons(report: ImportReport) -> list[tuple[int | None, str, str]]:
    """Which rows are listed, for which column and why."""
    return [(reject.row, reject.column, reject.reason) for reject in report.rejects]


class Place:
    """Where files are brought in, by command; and how members are seen afterwards, over HTTP."""

    def __init__(self, scene: Scene, folder: Path) -> None:
        self.scene = scene
        self.database: Database = scene.site.database
        self.context: AppContext = make_context(Settings(), self.database)
        self.folder = folder
        self._files = 0

    def write(self, *rows: Sequence[str], encoding: str = "utf-8", header: Sequence[str] = HEADER) -> Path:
        """A CSV of these rows."""
        self._files += 1
        path = self.folder / f"members-{self._files}.csv"
        path.write_bytes("\r\n".join(",".join(cells) for cells in (header, *rows)).encode(encoding))
        return path

    def bring(
        self, *rows: Sequence[str], is_dry: bool = False, existing: str = "update", path: Path | None = None, again: bool = False
    ) -> ImportReport:
        """Bring rows, or a file, in."""
        mapping = parse_member_mapping(MAPPING.replace("existing: update", f"existing: {existing}"))
        file = path or self.write(*rows)
        return import_by_command(self.context, file, mapping, lambda _done, _total: None, is_dry=is_dry, again=again)

    def member(self, phone: str) -> Json:
        """A member by phone."""
        return self.scene.get("/v1/members/lookup", kind="phone", value=phone)

    def profile(self, phone: str) -> dict[str, Any]:
        """What is known of a member, by phone."""
        fields = self.scene.get(f"/v1/members/{self.member(phone)['member_id']}/profile")["fields"]
        return {field["key"]: field["value"] for field in fields if field["value"] is not None}

    def contacts(self, phone: str) -> list[Json]:
        """The contacts of a company, by its phone."""
        contacts: list[Json] = self.scene.get(f"/v1/members/{self.member(phone)['member_id']}/profile")["contacts"]
        return contacts

    def speak_to(self, phone: str, *names: str) -> None:
        """Give a company, by its phone, these contacts, each with a phone of their own."""
        contacts = [{"name": name, "phone": f"021612345{67 + place}"} for place, name in enumerate(names)]
        path = f"/v1/members/{self.member(phone)['member_id']}/profile"
        assert self.scene.client.patch(path, json={"contacts": contacts}).status_code == 200

    def told(self, phone: str) -> ToldProfile:
        """What rules know of a member, by phone."""
        member_id = UUID(self.member(phone)["member_id"])
        with self.database.snapshot() as connection:
            return read_told_profiles(connection, [member_id]).get(member_id, NOTHING_TOLD)

    def everything(self) -> dict[str, list[str]]:
        """All rows of every table that members are written to, as text."""
        found = {}
        with self.database.snapshot() as connection:
            tables = connection.execute(
                "SELECT table_name FROM information_schema.columns WHERE column_name = 'member_id' AND table_schema = 'public'"
                " AND table_name IN (SELECT relname FROM pg_class WHERE relkind = 'r') ORDER BY 1"
            ).fetchall()
            for (table,) in tables:
                rows = connection.execute(f"SELECT to_json(t)::text FROM {table} AS t ORDER BY 1".encode()).fetchall()
                found[table] = [text for (text,) in rows]
        return found


@contextmanager
def open_place(database: Database, folder: Path) -> Iterator[Place]:
    """Serve an application with two stores below headquarters, fields, and a tag that is given by hand."""
    program = mall(("metrics:\n  spend:", ATTRIBUTES), ("rules:\n  - key: base", THANKS))
    with open_scene(database, folder / "build", program) as scene:
        scene.move_to("2026-03-01 09:00")
        admin = scene.site.staff("admin")
        top = admin.get("/v1/organisation/units").json()["items"][0]["unit_id"]
        for code in ("bj", "sz"):
            unit = {"parent_id": top, "kind": "store", "code": code, "name": code}
            assert admin.post("/v1/organisation/units", json=unit).status_code == 201
        for field in FIELDS:
            assert admin.post("/v1/member-fields", json=field).status_code == 201
        assert admin.post("/v1/tags", json={"key": "vip", "name": "重要", "color": "#336699"}).status_code == 201
        yield Place(scene, folder)
