"""The shapes of approvals over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from regulars.features.approvals.contracts import DAYS_MAX, NOTE_LENGTH_MAX, Approval, ApprovalStatus

MEMBER_EXAMPLE = "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"
DATA_EXAMPLE: dict[str, Any] = {"wallet": "points", "points": 20000, "reason": "Compensation for order o-417"}
FORESEEN_EXAMPLE: dict[str, Any] = {
    "status": "accepted", "before": {"points": 1280}, "after": {"points": 21280}, "tiers_changed": [], "refusal": "",
}  # fmt: skip
APPROVAL_EXAMPLE: dict[str, Any] = {
    "approval_id": "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b31", "member_id": MEMBER_EXAMPLE, "type": "points.adjusted",
    "data": DATA_EXAMPLE, "foreseen": FORESEEN_EXAMPLE, "status": "pending", "requested_by": "staff:anna",
    "requested_at": "2026-03-01T09:00:00Z", "expires_at": "2026-03-15T09:00:00Z", "decided_by": None, "decided_at": None,
    "note": "", "outcome": None,
}  # fmt: skip

Note = Annotated[str, Field(max_length=NOTE_LENGTH_MAX)]


class EffectOfRequest(BaseModel):
    """What an event does, or would do."""

    status: str
    before: dict[str, int] = Field(description="Balances by wallet.")
    after: dict[str, int]
    tiers_changed: list[dict[str, str]]
    refusal: str = Field(description="Code of what the program refuses it for; empty where it does not.")

    @classmethod
    def of(cls, answer: dict[str, Any]) -> "EffectOfRequest":
        """The effect that an answer of the ledger tells."""
        after = {wallet: held["balance"] for wallet, held in answer["balances"].items()}
        moved: dict[str, int] = {}
        for entry in answer["entries"]:
            moved[entry["wallet"]] = moved.get(entry["wallet"], 0) + entry["amount"]
        rejection = answer["rejection"]
        return cls(
            status=answer["status"],
            before={wallet: balance - moved.get(wallet, 0) for wallet, balance in after.items()},
            after=after,
            tiers_changed=answer["tiers_changed"],
            refusal="" if rejection is None else rejection["code"],
        )


class ApprovalShape(BaseModel):
    """A request, and what became of it."""

    model_config = ConfigDict(json_schema_extra={"examples": [APPROVAL_EXAMPLE]})

    approval_id: UUID
    member_id: UUID
    type: str
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
        shown["foreseen"] = EffectOfRequest.of(approval.foreseen)
        shown["outcome"] = None if approval.outcome is None else EffectOfRequest.of(approval.outcome)
        return cls.model_validate(shown)


class ApprovalDetail(ApprovalShape):
    """A request, with what it would do now."""

    model_config = ConfigDict(json_schema_extra={"examples": [APPROVAL_EXAMPLE | {"expected": FORESEEN_EXAMPLE}]})

    expected: EffectOfRequest | None = Field(description="What it would do at this moment; null once it was decided.")


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


class ApprovalDecision(BaseModel):
    """Why."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"note": "Seen the complaint"}]})

    note: Note = ""


class ApprovalPolicy(BaseModel):
    """What needs two people."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"adjustment_above": 10000, "days": 14}]})

    adjustment_above: int | None = Field(None, ge=0, le=10**9, description="Points that staff may adjust alone; null: any.")
    days: int = Field(14, ge=1, le=DAYS_MAX, description="How long a request may wait.")
