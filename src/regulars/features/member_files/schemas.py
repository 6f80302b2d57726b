"""The shapes of member files over HTTP: an import on its way, its faults, and what an export is asked for."""

from __future__ import annotations

from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from regulars.features.approvals.contracts import ApprovalStatus
from regulars.features.imports.contracts import RowReject
from regulars.features.member_files.contracts import EXPORT_MEMBERS_MAX, Head, ImportStatus
from regulars.features.member_files.examples import EXPORT, FAULT, IMPORT, MAPPING, SUMMARY, TALLY
from regulars.features.member_files.headers import Language
from regulars.features.member_files.mapping import MemberMapping
from regulars.features.member_files.queries.runs import tally_of
from regulars.features.member_files.queries.tasks import StoredImport
from regulars.features.member_files.sheets import Format
from regulars.features.members.facade import MemberSelection
from regulars.features.programs.facade import CONDITION_SCHEMA

PRINTABLE = r"^[^\x00-\x1f\x7f]*$"
REASON_LENGTH_MAX = 200
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=REASON_LENGTH_MAX, pattern=PRINTABLE)]


class FileQuery(BaseModel):
    """What the file is called: its ending says what it is."""

    model_config = ConfigDict(extra="forbid")

    file_name: str = Field(min_length=5, max_length=120, pattern=PRINTABLE, examples=["members.csv"])


class TallyShape(BaseModel):
    """What became of the rows, or would."""

    model_config = ConfigDict(json_schema_extra={"examples": [TALLY]})

    rows: int
    blank: int
    new: int
    updated: int
    unchanged: int
    skipped: int = Field(description="Left alone: there already, and the mapping says so.")
    rejected: int
    faults: dict[str, int] = Field(description="How often each reason was given; a row may have several.")


class ColumnShape(BaseModel):
    """A column of the file with its first cells."""

    header: str
    cells: list[str]


class MemberImportSummary(BaseModel):
    """An import and how far it is."""

    import_id: UUID
    status: ImportStatus = Field(
        description="`uploaded`: the columns are to be said. `trying`, `importing`: a worker is at it, or will be. `tried`: it"
        " can be started."
    )
    file_name: str
    asked_by: str
    asked_at: AwareDatetime
    is_begun: bool = Field(description="false: it waits for a worker.")
    rows_total: int
    rows_done: int
    tried: TallyShape | None = Field(description="What would become of the rows, as the last dry run found.")
    done: TallyShape | None = Field(description="What became of the rows that are in.")
    faults_listed: int
    finished_at: AwareDatetime | None
    problem: str | None = Field(description="Why it failed; null otherwise.")


class MemberImport(MemberImportSummary):
    """An import with the columns of its file, and what they are."""

    model_config = ConfigDict(json_schema_extra={"examples": [IMPORT]})

    columns: list[ColumnShape] = Field(description="Empty once the import has ended: its file is gone.")
    suggested: dict[str, Any] = Field(description="A mapping guessed by the headers; it may lack an identity.")
    mapping: dict[str, Any] | None = Field(description="What was said last.")
    approval: ApprovalStatus | None = Field(description="How the request stands that it be started; null where nobody asked.")


class MemberImportList(BaseModel):
    """The newest imports."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [SUMMARY]}]})

    items: list[MemberImportSummary]


class TryImport(BaseModel):
    """What the columns of a file are, and what becomes of a row whose member is there."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"mapping": MAPPING}]})

    mapping: MemberMapping


class FaultShape(BaseModel):
    """One reason why (part of) a row does not go in."""

    row: int | None
    column: str
    value: str
    reason: str


class FaultList(BaseModel):
    """The first faults, in the order of the rows."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [FAULT], "total": 19}]})

    items: list[FaultShape]
    total: int


class MemberExport(MemberSelection):
    """Which members, as which kind of file."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXPORT]})

    condition: dict[str, Any] | None = Field(None, json_schema_extra=CONDITION_SCHEMA)
    format: Format = "csv"
    language: Language = "zh"
    is_plain: bool = Field(
        default=False, description="Names, identities and personal fields in full: needs `pii:export` and a reason."
    )
    reason: Reason | None = Field(None, description="Kept in the audit log for ever: no name and no number in it.")

    @model_validator(mode="after")
    def reason_is_given(self) -> Self:
        """Who takes out what is personal says why."""
        if self.is_plain and self.reason is None:
            raise ValueError("reason: is needed for a file with names and identities in full")
        return self


EXPORT_WORDS = f"At most {EXPORT_MEMBERS_MAX:,} members; the command `regulars export members` takes any number."


def summary_of(stored: StoredImport) -> dict[str, Any]:
    """The fields of an import as lists show it."""
    done = tally_of(stored.tally) if stored.status not in ("uploaded", "trying", "tried") else None
    return {
        "import_id": stored.import_id, "status": stored.status, "file_name": stored.file_name, "asked_by": stored.asked_by,
        "asked_at": stored.asked_at, "is_begun": stored.is_begun, "rows_total": stored.rows_total, "rows_done": stored.rows_done,
        "tried": None if stored.tried is None else TallyShape.model_validate(tally_of(stored.tried), from_attributes=True),
        "done": None if done is None else TallyShape.model_validate(done, from_attributes=True),
        "faults_listed": stored.listed, "finished_at": stored.finished_at, "problem": stored.problem,
    }  # fmt: skip


def columns_shape(head: Head) -> list[ColumnShape]:
    """The columns of a file."""
    return [ColumnShape(header=header, cells=cells) for header, cells in head]


def fault_shape(reject: RowReject) -> FaultShape:
    """A fault as it goes out."""
    return FaultShape(**reject._asdict())
