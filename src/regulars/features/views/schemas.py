"""The shapes of saved views over HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from regulars.features.programs.facade import CONDITION_SCHEMA
from regulars.features.views.contracts import NAME_LENGTH_MAX, View

VISIBLE = r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$"
FILTERS_MAX = 20
COLUMNS_MAX = 60
CLAUSES_MAX = 100

EXAMPLE_CONTENT: dict[str, Any] = {
    "filters": {"tier": "gold"},
    "condition": {"combinator": "and", "rules": [{"field": "days_since_order", "operator": ">", "value": 60}]},
    "sort": "-spend",
    "columns": ["tier", "tags", "spend", "last_order"],
}
EXAMPLE_VIEW: dict[str, Any] = {
    "view_id": "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11", "name": "久未光顾的金卡", "is_shared": True, "is_own": True,
    "owner": "staff:anna", "content": EXAMPLE_CONTENT, "created_at": "2026-03-01T02:00:00Z",
}  # fmt: skip

Name = Annotated[str, Field(min_length=1, max_length=NAME_LENGTH_MAX, pattern=VISIBLE)]
Word = Annotated[str, Field(max_length=128)]


class KeptClause(BaseModel):
    """One rule of a kept condition, as far as everybody who reads it relies on it."""

    model_config = ConfigDict(strict=True)

    field: str = ""
    operator: str | None = None
    did: str = ""
    window: str = ""
    within_days: int = 0
    combinator: Literal["and", "or"] = "and"
    negated: bool = Field(default=False, alias="not")
    rules: list[KeptClause] = []


class KeptCondition(KeptClause):
    """A kept condition."""

    combinator: Literal["and", "or"]
    rules: Annotated[list[KeptClause], Field(min_length=1, max_length=CLAUSES_MAX)]


def _in_shape(condition: dict[str, Any]) -> dict[str, Any]:
    """A condition whose shape the console can draw; whether the program knows its words is asked when it is used."""
    try:
        KeptCondition.model_validate(condition)
    except ValidationError:
        raise ValueError("is no condition: a combinator, and rules that are fields, behaviours or groups") from None
    return condition


class ViewContent(BaseModel):
    """What the list is narrowed to, its order and its columns, as the console reads them."""

    model_config = ConfigDict(extra="forbid")

    filters: Annotated[dict[Word, Word], Field(max_length=FILTERS_MAX)] = {}
    condition: dict[str, Any] | None = Field(None, json_schema_extra=CONDITION_SCHEMA)
    sort: Word | None = None
    columns: Annotated[list[Word], Field(max_length=COLUMNS_MAX)] = []


class NewContent(ViewContent):
    """The same, to be saved."""

    condition: Annotated[dict[str, Any], AfterValidator(_in_shape)] | None = Field(None, json_schema_extra=CONDITION_SCHEMA)


class NewView(BaseModel):
    """A view to save."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"name": "久未光顾的金卡", "content": EXAMPLE_CONTENT}]}
    )

    name: Name
    content: NewContent
    is_shared: bool = False


class ViewChange(BaseModel):
    """What changes; what is left out stays."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"is_shared": True}]})

    name: Name | None = None
    content: NewContent | None = None
    is_shared: bool | None = None


class ViewShape(BaseModel):
    """A saved view."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE_VIEW]})

    view_id: UUID
    name: str
    is_shared: bool
    is_own: bool
    owner: str
    content: ViewContent
    created_at: datetime

    @classmethod
    def of(cls, view: View, reader: str) -> ViewShape:
        """A view as its reader sees it."""
        return cls.model_validate(view._asdict() | {"is_own": view.owner == reader})


class ViewList(BaseModel):
    """Own and shared views, by name."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [EXAMPLE_VIEW]}]})

    items: list[ViewShape]
