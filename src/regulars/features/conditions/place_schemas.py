"""The shapes of the places in a program's text where conditions stand or could stand."""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from regulars.features.conditions.schemas import CONDITION_EXAMPLE, FIELDS_EXAMPLE, SENTENCE_EXAMPLE, ConditionFields
from regulars.features.programs.facade import CONDITION_SCHEMA, DOCUMENT_BYTES_MAX, ConditionPlace, Sentence

_YAML: Final = "program: mall\nname: {zh: 商场会员}\n"
_PATH_LENGTH_MAX: Final = 200


class ProgramText(BaseModel):
    """A draft, or a version's text."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"yaml": _YAML}]})

    yaml: str = Field(max_length=DOCUMENT_BYTES_MAX, description="The whole program.")


class NewCondition(ProgramText):
    """A draft, and the condition that a place of it should have."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"yaml": _YAML, "path": "rules.0.when", "condition": CONDITION_EXAMPLE}]},
    )

    path: str = Field(max_length=_PATH_LENGTH_MAX, description="A place, such as `rules.0.when`.")
    condition: dict[str, Any] | None = Field(description="null takes the condition away.", json_schema_extra=CONDITION_SCHEMA)


class PlaceShape(BaseModel):
    """A place of a program's text where a condition stands or could stand."""

    path: str
    line: int = Field(description="Of the place, or of the nearest thing around it, from 1.")
    kind: Literal["rule", "promotion", "tier", "lift"]
    name: Sentence = Field(description="Of the rule, tier or lift.")
    what: Sentence = Field(description="What it gives or asks for, the condition left out.")
    knows_order: bool = Field(description="Whether the condition may speak of an order.")
    condition: dict[str, Any] | None
    text: Sentence | None = Field(description="How the condition reads; null where there is none, or it cannot be read.")


class ConditionPlaces(BaseModel):
    """The places of a text, and what its conditions may name."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "places": [
                        {
                            "path": "rules.0.when", "line": 41, "kind": "rule",
                            "name": {"zh": "消费积分", "en": "Points for spending"},
                            "what": {"zh": "每消费 1 元得 1 积分。", "en": "Points: 1 per 1 CNY spent."}, "knows_order": True,
                            "condition": CONDITION_EXAMPLE, "text": SENTENCE_EXAMPLE,
                        }
                    ],
                    "fields": FIELDS_EXAMPLE,
                }
            ]
        }
    )  # fmt: skip

    places: list[PlaceShape]
    fields: ConditionFields


class EditedText(BaseModel):
    """The text with the condition in its place; everything else stands as it was written."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"yaml": _YAML}]})

    yaml: str


def place_shape(place: ConditionPlace) -> PlaceShape:
    """A place as it goes out."""
    return PlaceShape(**place._asdict())
