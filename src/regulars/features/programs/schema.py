"""The document's JSON Schema for editors, each field and value with the operator's words for it under `x-words`."""

from __future__ import annotations

from functools import cache
from typing import Any

from regulars.features.programs.document import ProgramDocument
from regulars.features.programs.vocabulary import FIELDS, field_words, value_words


@cache
def document_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the program's YAML. Made once; whoever gets it leaves it as it is."""
    schema = ProgramDocument.model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        for name, field in part.get("properties", {}).items():
            _put_words(name, field)
    return schema


def _put_words(name: str, field: dict[str, Any]) -> None:
    if name in FIELDS:
        field["x-words"] = field_words(name).model_dump()
    values = field.get("enum") or [field["const"]] if "enum" in field or "const" in field else []
    words = {value: told.model_dump() for value in values if (told := value_words(name, str(value)))}
    if words:
        field["x-value-words"] = words
