"""Examples of the shapes of member files, as the description of the API shows them."""

from __future__ import annotations

from typing import Any

IMPORT_ID = "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b44"
TALLY: dict[str, Any] = {
    "rows": 1200, "blank": 1, "new": 1100, "updated": 60, "unchanged": 20, "skipped": 0, "rejected": 19,
    "faults": {"identity_blocked": 12, "joined_at_unreadable": 7},
}  # fmt: skip
MAPPING: dict[str, Any] = {
    "version": 1,
    "time_zone": "Asia/Shanghai",
    "existing": "update",
    "identities": [{"kind": "phone", "column": "手机号", "separator": ";"}],
    "columns": {"name": "姓名", "joined_at": "入会日期"},
    "fields": [],
    "attributes": [{"attribute": "size", "column": "尺码", "values": {"大": "l"}}],
    "contacts": [{"name": "联系人", "phone": "联系人电话"}],
    "consents": [{"channel": "sms", "purpose": "marketing", "column": "同意短信营销", "source": "import"}],
}
SUMMARY: dict[str, Any] = {
    "import_id": IMPORT_ID, "status": "tried", "file_name": "members.csv", "asked_by": "staff:anna",
    "asked_at": "2026-03-01T09:00:00Z", "is_begun": False, "rows_total": 1200, "rows_done": 0, "tried": TALLY, "done": None,
    "faults_listed": 19, "finished_at": None, "problem": None,
}  # fmt: skip
IMPORT: dict[str, Any] = SUMMARY | {
    "columns": [{"header": "手机号", "cells": ["139 1234 5678"]}, {"header": "姓名", "cells": ["林薇"]}],
    "suggested": MAPPING,
    "mapping": MAPPING,
    "approval": None,
}
FAULT: dict[str, Any] = {"row": 17, "column": "入会日期", "value": "2024-13-01", "reason": "joined_at_unreadable"}
EXPORT: dict[str, Any] = {
    "lifecycle": "dormant", "format": "csv", "language": "zh", "is_plain": False,
}  # fmt: skip
