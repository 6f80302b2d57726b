"""The audit log speaks of every operation that it notes, in both languages: what has no words is told by its kind alone."""

import json
from pathlib import Path

from regulars.api.audit import CHANGE_NOTHING, IN_ACCESS_LOG, READ_SCOPES

ROOT = Path(__file__).parents[2]
WRITTEN_BY_ITSELF = {"join_visitor"}
"""Lines that no operation of the API writes."""


def noted_operations() -> set[str]:
    document = json.loads((ROOT / "web/packages/client/openapi.json").read_text())
    noted = set()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            scope, name = operation.get("x-scope"), operation["operationId"]
            is_change = method != "get" and name not in CHANGE_NOTHING and path.split("/")[2] not in IN_ACCESS_LOG
            if scope and (is_change or (method == "get" and scope in READ_SCOPES)):
                noted.add(name)
    return noted


def test_every_operation_that_is_noted__has_words_in_both_languages():
    noted = noted_operations()
    assert len(noted) > 80
    for language in ("zh", "en"):
        locale = ROOT / f"web/apps/console/src/locales/{language}/audit.json"
        words = json.loads(locale.read_text(encoding="utf-8"))["action"]
        assert noted - words.keys() == set(), language
        unknown = {name for name in words if name not in WRITTEN_BY_ITSELF} - _all_operations()
        assert unknown == set(), "these are gone"


def _all_operations() -> set[str]:
    document = json.loads((ROOT / "web/packages/client/openapi.json").read_text())
    return {operation["operationId"] for methods in document["paths"].values() for operation in methods.values()}
