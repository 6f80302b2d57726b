"""What other slices, the API and the CLI may know of a published program, as it decides and as it is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple

from regulars.core.program import Program
from regulars.features.programs.document import ProgramDocument
from regulars.features.programs.line_differences import TextLine
from regulars.features.programs.wording import Sentence


@dataclass(frozen=True)
class PublishedProgram:
    """One immutable version: as it was written, as it reads, and as core decides with it."""

    version: int
    in_force_from: datetime
    published_at: datetime
    published_by: str
    note: str
    text: str
    document: ProgramDocument
    program: Program


class ToldClause(NamedTuple):
    """One clause of a requirement: a metric over a window must reach `required`.

    `group` says whether all or any parts are asked. Clauses of the same `part` stand together as one, combined the other way.
    With `in_each_month`, that much is asked of each month, and `required` is the number of months. `when` is the condition that
    its part has to meet as well.
    """

    metric: str
    name: Sentence
    unit: Literal["money", "count"]
    window: Sentence
    required: int
    group: Literal["all", "any"]
    part: int
    in_each_month: int | None
    when: Sentence | None


class ConditionPlace(NamedTuple):
    """A place of a document where a condition stands or could stand."""

    path: str
    line: int
    """Of the place, or of the nearest thing around it."""
    kind: Literal["rule", "promotion", "tier", "lift"]
    name: Sentence
    """Of the rule, promotion, tier or lift."""
    what: Sentence
    """What it gives or asks for, the condition left out."""
    knows_order: bool
    """Whether its condition may speak of an order."""
    condition: dict[str, Any] | None
    text: Sentence | None
    """How the condition reads; None where there is none, or it cannot be read."""


class ToldMetric(NamedTuple):
    """A metric by name, and what it counts in."""

    name: Sentence
    unit: Literal["money", "count"]


class ToldLook(NamedTuple):
    """What members of a tier are called, the sign they bear, and how their card looks; '' for no badge."""

    title: Sentence | None
    badge: str
    to_color: str | None
    pattern: Literal["ring", "lines", "waves", "dots"]


class ToldTier(NamedTuple):
    """A tier with its label and its look; `requirements` is what it takes to reach it."""

    key: str
    name: Sentence
    color: str
    level: int
    requirements: list[ToldClause]
    look: ToldLook


class ToldRule(NamedTuple):
    """A rule as a sentence. `dimension` counts where the wallet is one of growth."""

    key: str
    kind: str
    wallet: str
    dimension: str | None
    text: Sentence


class ToldWallet(NamedTuple):
    """A wallet and how it works."""

    key: str
    name: Sentence
    text: Sentence


PartKind = Literal["ladder", "lift", "task", "honour", "watch"]


class ToldPart(NamedTuple):
    """A part of the program beside rules and wallets, as a sentence: how a ladder is kept, a lift, a task, an honour, a watch."""

    kind: PartKind
    key: str
    name: Sentence
    text: Sentence


class ToldCard(NamedTuple):
    """A card by its name, with how long and how often it can be used."""

    key: str
    name: Sentence
    text: Sentence


class ToldPromotion(NamedTuple):
    """A promotion by its name and as a sentence."""

    key: str
    name: Sentence
    text: Sentence


class ToldBenefit(NamedTuple):
    """A benefit by its name and as a sentence, with the tiers that have it."""

    key: str
    kind: str
    name: Sentence
    text: Sentence
    tiers: tuple[str, ...]


class ToldOffer(NamedTuple):
    """Something that members may do with their points, by the section of the document that says so."""

    key: str
    text: Sentence


class DraftFault(NamedTuple):
    """One thing wrong with a draft. `line` counts from 1; None where it is about the whole text."""

    path: str
    line: int | None
    message: str
    expected: str
    hint: str
    text: Sentence
    """What is wrong and what was expected, for people."""


class CheckedDraft(NamedTuple):
    """A judged draft: its faults, or, without any, the version that it would become."""

    faults: list[DraftFault]
    draft: PublishedProgram | None


class ChangedValue(NamedTuple):
    """One value that is not the same. `where` names it within its part, step by step; None on one side: it is not there."""

    kind: Literal["added", "removed", "changed"]
    path: str
    where: list[Sentence]
    before: Sentence | None
    after: Sentence | None


class ChangedPart(NamedTuple):
    """A part of a program that changed: a rule, a wallet, a ladder, or a whole section.

    `before` and `after` are how the part reads as one sentence, where it has one and reads differently now.
    """

    kind: Literal["added", "removed", "changed"]
    path: str
    section: Sentence
    name: Sentence | None
    before: Sentence | None
    after: Sentence | None
    values: list[ChangedValue]


class Comparison(NamedTuple):
    """What one text says otherwise than another. Without parts it says the same, perhaps in other lines."""

    parts: list[ChangedPart]
    is_same_text: bool
    lines: list[TextLine] | None
    """Line by line; None where the texts are too long for it."""


class TierMoves(NamedTuple):
    """So many members who would go from one tier to another; or would end on the other one instead."""

    before: ToldTier
    after: ToldTier
    members: int


class HeldTier(NamedTuple):
    """A tier, and how many members stand on it."""

    tier: ToldTier
    members: int


class LadderEffect(NamedTuple):
    """What a draft does on one ladder, judged by what members have now."""

    key: str
    name: Sentence
    lifted: list[TierMoves]
    """Members whom the draft lifts: with their next event from the start of the version on."""
    reviews: list[TierMoves]
    """Members whose next review ends otherwise, if nothing more happens: from the tier expected today to that of the draft."""
    tiers: list[HeldTier]
    """The tiers whose text changes, with the members on them."""


class HeldWallet(NamedTuple):
    """A wallet that changes or is filled otherwise: its holders, their points, and the worth of those in minor units."""

    key: str
    name: Sentence
    members: int
    points: int
    worth_before_minor: int | None
    worth_after_minor: int | None
    """None for a wallet of growth."""


class PublicationEffect(NamedTuple):
    """What publishing does at once. Where fewer than all members were judged, every number of members is an estimate."""

    members: int
    judged: int
    ladders: list[LadderEffect]
    wallets: list[HeldWallet]
