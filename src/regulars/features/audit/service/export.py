"""The audit log as a file: CSV for a spreadsheet, or one JSON object a line as it is sealed."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from regulars.features.audit.contracts import KeptLine
from regulars.features.audit.service.record import body_of

HEADINGS = (
    "line_no",
    "at",
    "kind",
    "action",
    "actor",
    "subject",
    "members",
    "address",
    "agent",
    "request_id",
    "detail",
    "change",
)
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def write_lines(lines: Iterable[KeptLine], file_format: Literal["csv", "ndjson"]) -> Iterator[str]:
    """The text of an export, line by line."""
    if file_format == "ndjson":
        yield from (f'{{"line_no":{kept.line_no},"line":{body_of(kept.line)}}}\n' for kept in lines)
        return
    yield _csv(HEADINGS)
    for kept in lines:
        line = kept.line
        change = msgspec.json.encode({"before": line.before, "after": line.after}).decode() if line.before or line.after else ""
        yield _csv(
            (
                kept.line_no, line.at.isoformat(), line.kind, line.action, line.actor, line.subject, " ".join(line.members),
                line.address, line.agent, line.request_id, line.detail, change,
            )
        )  # fmt: skip


def _csv(values: Iterable[object]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([_tame(str(value)) for value in values])
    return text.getvalue()


def _tame(text: str) -> str:
    """A spreadsheet must not take what a browser called itself for a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
