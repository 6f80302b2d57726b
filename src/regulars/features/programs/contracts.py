"""What other slices, the API and the CLI may know of a published program, as it decides and as it is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from regulars.core.program import Program
from regulars.features.programs.document import ProgramDocument
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
    """One clause of a requirement: a metric over a window must reach `required`. `group` says whether all or any are asked."""

    metric: str
    name: Sentence
    unit: Literal["money", "count"]
    window: Sentence
    required: int
    group: Literal["all", "any"]


class ToldTier(NamedTuple):
    """A tier with its label; `requirements` is what it takes to reach it."""

    key: str
    name: Sentence
    color: str
    level: int
    requirements: list[ToldClause]


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


class DraftFault(NamedTuple):
    """One thing wrong with a draft. `line` counts from 1; None where it is about the whole text."""

    path: str
    line: int | None
    message: str
    expected: str
    hint: str


class CheckedDraft(NamedTuple):
    """A judged draft: its faults, or, without any, the version that it would become."""

    faults: list[DraftFault]
    draft: PublishedProgram | None
