"""The export of one member as a page that a person can read, in both languages, with nothing in it that runs or is loaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from html import escape

from regulars.features.privacy.contracts import MemberExport

TITLES = {
    "member": "会员 · Member",
    "identities": "身份标识 · Identities",
    "told": "会员填写的资料 · What the member told",
    "profile": "会员档案 · Profile",
    "tags": "标签 · Tags",
    "standing": "积分与等级 · Points and tiers",
    "consents": "授权 · Consents",
    "events": "发生的事件 · What happened",
    "entries": "积分与成长值流水 · Movements",
    "merges": "合并 · Merges",
    "approvals": "审批 · Approvals",
    "sessions": "登录状态 · Log-ins",
    "accesses": "谁查看或修改过 · Who looked at it or changed it",
}
STYLE = (
    "body{font:14px/1.6 system-ui,sans-serif;max-width:960px;margin:2rem auto;padding:0 1rem;color:#1f2329}"
    "h1{font-size:22px}h2{font-size:16px;margin-top:2rem;border-bottom:1px solid #ddd}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:4px 8px;border-bottom:1px solid #eee;"
    "vertical-align:top;overflow-wrap:anywhere}th{font-weight:600}"
)


def as_page(export: MemberExport, made_at: datetime) -> bytes:
    """The export as one HTML file."""
    body = "".join(
        f"<h2>{escape(TITLES.get(name, name))}</h2>{''.join(_shown(value))}" for name, value in export.sections.items()
    )
    head = f"<meta charset='utf-8'><title>#{export.member_no}</title><style>{STYLE}</style>"
    heading = f"<h1>会员资料 · Member data #{export.member_no}</h1><p>{escape(_text(made_at))}</p>"
    return f"<!doctype html><html lang='zh-CN'><head>{head}</head><body>{heading}{body}</body></html>".encode()


def _shown(value: object) -> Iterator[str]:
    """A list of like things as a table with columns, fields as a table of two, anything else as text."""
    if isinstance(value, Mapping):
        rows = "".join(f"<tr><th>{escape(str(name))}</th><td>{''.join(_shown(held))}</td></tr>" for name, held in value.items())
        yield f"<table>{rows}</table>" if rows else "—"
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield from _table(value)
    else:
        yield escape(_text(value))


def _table(rows: Sequence[object]) -> Iterator[str]:
    if not rows:
        yield "—"
    elif isinstance(rows[0], Mapping):
        columns = list(rows[0])
        yield "<table><tr>" + "".join(f"<th>{escape(str(column))}</th>" for column in columns) + "</tr>"
        for row in rows:
            assert isinstance(row, Mapping), "a section holds things of one kind"
            yield "<tr>" + "".join(f"<td>{''.join(_shown(row.get(column)))}</td>" for column in columns) + "</tr>"
        yield "</table>"
    else:
        yield escape(", ".join(_text(each) for each in rows))


def _text(value: object) -> str:
    if value is None:
        return "—"
    return value.isoformat(sep=" ", timespec="seconds") if isinstance(value, datetime) else str(value)
