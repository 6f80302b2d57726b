"""The shapes of approvals over HTTP."""

from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from regulars.features.approvals.contracts import DAYS_MAX, NOTE_LENGTH_MAX, Approval, ApprovalStatus
from regulars.features.approvals.kinds import seen_of
from regulars.features.merges.facade import Choice, ProfilePolicy, TierPolicy
from regulars.features.programs.facade import CONDITION_SCHEMA

MEMBER_EXAMPLE = "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"
SURVIVOR_EXAMPLE = "01926f60-11c4-7d21-8a55-5b0e8a7d4c02"
MARK_EXAMPLE = "9f86d081884c7d65"
MASS_MAX = 1_000
DATA_EXAMPLE: dict[str, Any] = {"wallet": "points", "points": 20000, "reason": "Compensation for order o-417"}
FORESEEN_EXAMPLE: dict[str, Any] = {
    "status": "accepted", "before": {"points": 1280}, "after": {"points": 21280}, "tiers_changed": [], "members": None,
    "refusal": "",
}  # fmt: skip
APPROVAL_EXAMPLE: dict[str, Any] = {
    "approval_id": "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b31", "member_id": MEMBER_EXAMPLE, "type": "points.adjusted",
    "data": DATA_EXAMPLE, "foreseen": FORESEEN_EXAMPLE, "status": "pending", "requested_by": "staff:anna",
    "requested_at": "2026-03-01T09:00:00Z", "expires_at": "2026-03-15T09:00:00Z", "decided_by": None, "decided_at": None,
    "note": "", "outcome": None,
}  # fmt: skip

Note = Annotated[str, Field(max_length=NOTE_LENGTH_MAX)]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=NOTE_LENGTH_MAX, strip_whitespace=True)]


class EffectOfRequest(BaseModel):
    """What a request does, or would do."""

    status: str
    before: dict[str, int] = Field(description="Balances by wallet; of a merge, those of the survivor.")
    after: dict[str, int]
    tiers_changed: list[dict[str, str]]
    members: int | None = Field(description="How many members it changes; null where it is about one.")
    refusal: str = Field(description="Code of what it is refused for; empty where it is not.")

    @classmethod
    def of(cls, type_: str, answer: dict[str, Any]) -> Self:
        """The effect that is kept of a request of a type."""
        return cls.model_validate(seen_of(type_, answer)._asdict())


class ApprovalShape(BaseModel):
    """A request, and what became of it."""

    model_config = ConfigDict(json_schema_extra={"examples": [APPROVAL_EXAMPLE]})

    approval_id: UUID
    member_id: UUID | None = Field(description="Whom it is about; null where it is about several.")
    type: str = Field(description="`points.adjusted`, `member.merged`, `member.unmerged`, `members.imported`, `tag.changed` …")
    data: dict[str, Any]
    foreseen: EffectOfRequest = Field(description="What it would have done when it was asked for.")
    status: ApprovalStatus
    requested_by: str
    requested_at: AwareDatetime
    expires_at: AwareDatetime
    decided_by: str | None
    decided_at: AwareDatetime | None
    note: str
    outcome: EffectOfRequest | None = Field(description="What it did.")

    @classmethod
    def of(cls, approval: Approval) -> "ApprovalShape":
        """A request as lists show it."""
        shown = {name: getattr(approval, name) for name in cls.model_fields}
        shown["foreseen"] = EffectOfRequest.of(approval.type, approval.foreseen)
        shown["outcome"] = None if approval.outcome is None else EffectOfRequest.of(approval.type, approval.outcome)
        return cls.model_validate(shown)


class ApprovalDetail(ApprovalShape):
    """A request, with what it would do now."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [APPROVAL_EXAMPLE | {"expected": FORESEEN_EXAMPLE, "mark": MARK_EXAMPLE}]}
    )

    expected: EffectOfRequest | None = Field(description="What it would do at this moment; null once it was decided.")
    mark: str | None = Field(description="Stands for `expected`: sent with the decision, nothing else is agreed to.")


class ApprovalList(BaseModel):
    """A page of requests, newest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [APPROVAL_EXAMPLE], "next_cursor": None}]})

    items: list[ApprovalShape]
    next_cursor: str | None


class ApprovalQuery(BaseModel):
    """Which requests."""

    model_config = ConfigDict(extra="forbid")

    status: ApprovalStatus | None = None
    cursor: str | None = Field(None, max_length=512)
    limit: int = Field(20, ge=1, le=200)


class NewApproval(BaseModel):
    """What somebody else should agree to."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"type": "points.adjusted", "member_id": MEMBER_EXAMPLE, "data": DATA_EXAMPLE}]},
    )

    type: str = Field(
        min_length=1, max_length=64, description="`points.adjusted`, `honour.granted`, `card.granted` or `card.revoked`."
    )
    member_id: UUID
    data: dict[str, Any] = Field(description="The data of the event, its reason in it.")


class MergeApproval(BaseModel):
    """Who should become a part of whom."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"absorbed_id": MEMBER_EXAMPLE, "survivor_id": SURVIVOR_EXAMPLE, "reason": "The same person, two phones"}
            ]
        },
    )

    absorbed_id: UUID
    survivor_id: UUID
    reason: Reason
    tier: TierPolicy = Field("higher", description="As in `POST /v1/merges`.")
    profile: ProfilePolicy = Field("filled", description="As in `POST /v1/merges`.")
    fields: dict[str, Choice] = Field({}, max_length=400, description="As in `POST /v1/merges`.")


class UnmergeApproval(BaseModel):
    """Which merge should be undone."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"merge_id": "merge-1", "reason": "Mother and daughter"}]}
    )

    merge_id: str = Field(min_length=1, max_length=128)
    reason: Reason


class ImportApproval(BaseModel):
    """Which import should be started."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"import_id": MEMBER_EXAMPLE, "reason": "Members of the shop we took over"}]},
    )

    import_id: UUID
    reason: Note = ""


class TagApproval(BaseModel):
    """A tag that should come to many members, or leave them: those named, or all for whom a condition holds then.

    Or that should be taken out of use, and so leave everybody.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"tag": "loyal", "action": "add", "members": [MEMBER_EXAMPLE, SURVIVOR_EXAMPLE]}]},
    )

    tag: str = Field(min_length=1, max_length=40)
    action: Literal["add", "remove", "delete"]
    members: list[UUID] | None = Field(None, min_length=1, max_length=MASS_MAX)
    condition: dict[str, Any] | None = Field(None, json_schema_extra=CONDITION_SCHEMA)

    @model_validator(mode="after")
    def _says_whose(self) -> Self:
        if self.action == "delete":
            if self.members is not None or self.condition is not None:
                raise ValueError("a tag taken out of use leaves everybody")
        elif (self.members is None) == (self.condition is None):
            raise ValueError("either members or a condition")
        return self


class ApprovalDecision(BaseModel):
    """Why not."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"note": "Seen the complaint"}]})

    note: Note = ""


class ApprovalAgreement(ApprovalDecision):
    """Why, and to what."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"note": "Seen the complaint", "mark": MARK_EXAMPLE}]}
    )

    mark: str | None = Field(None, max_length=64, description="`mark` of what was seen; without, whatever it does then.")


class ApprovalPolicy(BaseModel):
    """What needs two people."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "adjustment_above": 10000,
                    "honours": True,
                    "merges": True,
                    "unmerges": True,
                    "mass_above": 200,
                    "imports_above": 500,
                    "days": 14,
                }
            ]
        },
    )

    adjustment_above: int | None = Field(None, ge=0, le=10**9, description="Points that staff may adjust alone; null: any.")
    honours: bool = Field(default=False, description="Whether an honour given by hand needs two people.")
    merges: bool = Field(default=False, description="Whether merging members needs two people.")
    unmerges: bool = Field(default=False, description="Whether undoing a merge needs two people.")
    mass_above: int | None = Field(
        None, ge=0, le=10**9, description="Members whom staff may give a tag, or take it from, at once alone; null: any."
    )
    imports_above: int | None = Field(
        None, ge=0, le=10**9, description="Members whom staff may bring in or change by a file alone; null: any."
    )
    days: int = Field(14, ge=1, le=DAYS_MAX, description="How long a request may wait.")
