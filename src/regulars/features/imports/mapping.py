"""The mapping: which column of a file means what, as a YAML document that anybody can write for their own file.

Nothing about any one shop stands in code: columns, formats, the mark of a refund, kinds and categories are all in here.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from regulars.features.imports.contracts import KIND_LENGTH_MAX, MAPPING_BYTES_MAX, WORD_LENGTH_MAX
from regulars.kit.problems import Problem
from regulars.kit.yaml_source import YamlSource

PLAN_FORMAT = 1
"""Raise when the same file and mapping would give other events than before: half-done imports then start over."""

Column = Annotated[str, Field(min_length=1, max_length=200)]
Word = Annotated[str, Field(min_length=1, max_length=WORD_LENGTH_MAX)]
Kind = Annotated[str, Field(min_length=1, max_length=KIND_LENGTH_MAX)]


def known_zone(value: str) -> str:
    """An IANA name such as Europe/London."""
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("not an IANA time zone such as Europe/London or Asia/Shanghai") from error
    return value


Zone = Annotated[str, AfterValidator(known_zone)]


class Part(BaseModel):
    """A part of the mapping: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Document = TypeVar("Document", bound=Part)


class Currency(Part):
    """The currency of the amounts and how many digits its minor unit has (2 for GBP and CNY, 0 for JPY)."""

    code: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    digits: Annotated[int, Field(ge=0, le=4)] = 2


class Identity(Part):
    """One kind of identity and the column it stands in."""

    kind: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
    column: Column


class Reading(Part):
    """How the file is written."""

    encoding: Literal["auto", "utf-8", "gb18030"] = "auto"
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] = ","
    sheet: str = ""
    decimal: Literal[".", ","] = "."
    thousands: Literal["", ",", ".", " ", "'"] = ""
    time_formats: Annotated[tuple[str, ...], Field(min_length=1, max_length=8)] = ("%Y-%m-%d %H:%M:%S",)

    @model_validator(mode="after")
    def separators_differ(self) -> Reading:
        """Decimal and thousands separator cannot be the same character."""
        if self.decimal == self.thousands:
            raise ValueError("decimal and thousands are the same character")
        return self


class Columns(Part):
    """The columns by meaning.

    The amount of a line is quantity × unit_price, or line_total as it stands. `store` and `channel` tell where a member
    joined: those of the first document count.
    """

    order_id: Column
    occurred_at: Column
    sku: Column
    quantity: Column | None = None
    unit_price: Column | None = None
    line_total: Column | None = None
    name: Column | None = None
    category: Column | None = None
    kind: Column | None = None
    store: Column | None = None
    channel: Column | None = None

    @model_validator(mode="after")
    def amount_is_one_way(self) -> Columns:
        """Exactly one of the two ways to give an amount."""
        if (self.unit_price is None) == (self.line_total is None):
            raise ValueError("give either unit_price (with quantity) or line_total")
        if self.unit_price is not None and self.quantity is None:
            raise ValueError("unit_price needs quantity")
        return self


class Refund(Part):
    """What marks a row as a refund (exactly one mark), and where it names the order that it belongs to, if it does."""

    prefix: Word | None = None
    sign: Literal["negative"] | None = None
    column: Column | None = None
    values: tuple[Word, ...] = ()
    order_id: Column | None = None
    not_a_return: tuple[Kind, ...] = ()

    @model_validator(mode="after")
    def mark_is_one(self) -> Refund:
        """Exactly one of prefix, sign, column with values."""
        if [self.prefix, self.sign, self.column].count(None) != 2:
            raise ValueError("give exactly one of prefix, sign, column")
        if (self.column is None) != (not self.values):
            raise ValueError("column and values belong together")
        return self


class Kinds(Part):
    """What kind of line it is: by the stock code, else by the value of the kind column, else the default."""

    default: Kind = "goods"
    by_sku: dict[Kind, tuple[Word, ...]] = {}
    by_value: dict[Word, Kind] = {}


class CategoryWords(Part):
    """A category and the words that put a line in it."""

    category: Word
    words: Annotated[tuple[Word, ...], Field(min_length=1, max_length=500)]


class Categories(Part):
    """Categories from names, for files that have no category column: the first entry with a word of the name wins."""

    default: Word = "other"
    table: Annotated[tuple[CategoryWords, ...], Field(max_length=200)] = ()


class Mapping(Part):
    """The whole mapping of one kind of file."""

    version: Literal[1]
    source: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,64}$")]
    id_prefix: Annotated[str, Field(max_length=16, pattern=r"^[A-Za-z0-9._:-]*$")] = ""
    time_zone: Zone
    currency: Currency
    identities: Annotated[tuple[Identity, ...], Field(min_length=1, max_length=8)]
    without_member: Literal["skip", "reject"] = "reject"
    read: Reading = Reading()
    columns: Columns
    refund: Refund | None = None
    kinds: Kinds = Kinds()
    categories: Categories = Categories()

    def sha256(self) -> str:
        """The mapping's fingerprint: comments and layout of the YAML do not change it."""
        return hashlib.sha256(f"{PLAN_FORMAT}:{self.model_dump_json()}".encode()).hexdigest()


def read_mapping(path: Path) -> Mapping:
    """Read a mapping file; see `read_document`."""
    return read_document(path, Mapping)


def parse_mapping(text: str, name: str = "mapping.yaml") -> Mapping:
    """Read a mapping from YAML text; see `read_document`."""
    return parse_document(text, name, Mapping)


def read_document(path: Path, shape: type[Document]) -> Document:
    """Read a mapping of some shape; Problem `mapping_invalid` names each fault with its path, line and what was expected."""
    if not path.is_file():
        raise Problem("file_not_found", f"There is no file {path}.")
    if path.stat().st_size > MAPPING_BYTES_MAX:
        raise Problem("mapping_invalid", f"{path.name} has more than {MAPPING_BYTES_MAX} bytes.")
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem("mapping_invalid", f"{path.name} is not UTF-8 text.", hint="Save it as UTF-8.") from error
    return parse_document(text, path.name, shape)


def parse_document(text: str, name: str, shape: type[Document]) -> Document:
    """Read a mapping of some shape from YAML text; see `read_document`."""
    source = YamlSource(text, name, "mapping_invalid")
    try:
        return shape.model_validate(source.document)
    except ValidationError as error:
        raise source.problem(source.validation_errors(error)) from error
