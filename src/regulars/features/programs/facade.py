"""What the programs slice offers to others."""

from __future__ import annotations

import json

from regulars.features.programs.checking import check_draft, draft_of
from regulars.features.programs.comparing import compare
from regulars.features.programs.compiling import compile_program
from regulars.features.programs.condition_places import condition_places, with_condition
from regulars.features.programs.conditions import CONDITION_SCHEMA, catalogue_of, words_of
from regulars.features.programs.contracts import ConditionPlace, PublishedProgram
from regulars.features.programs.document import DOCUMENT_BYTES_MAX, ProgramDocument, parse_document
from regulars.features.programs.effects import JUDGED_MAX, effect_of
from regulars.features.programs.library import ProgramLibrary
from regulars.features.programs.offers import told_benefits, told_offers
from regulars.features.programs.program_words import ProgramWords
from regulars.features.programs.publishing import publish
from regulars.features.programs.schema import document_schema
from regulars.features.programs.telling import (
    in_force,
    told_cards,
    told_clauses,
    told_ladder,
    told_metric,
    told_parts,
    told_promotions,
    told_reach,
    told_rules,
    told_stacking,
    told_unmet,
    told_wallets,
)
from regulars.features.programs.wording import Sentence

__all__ = [
    "CONDITION_SCHEMA", "DOCUMENT_BYTES_MAX", "JUDGED_MAX", "ConditionPlace", "ProgramDocument", "ProgramLibrary",
    "ProgramWords", "PublishedProgram", "Sentence", "catalogue_of", "check", "check_draft", "compare", "condition_places",
    "draft_of", "effect_of", "in_force", "parse_document", "publish", "schema_json", "told_benefits", "told_cards",
    "told_clauses", "told_ladder", "told_metric", "told_offers", "told_parts", "told_promotions", "told_reach", "told_rules",
    "told_stacking", "told_unmet", "told_wallets", "with_condition", "words_of",
]  # fmt: skip


def check(text: str, name: str) -> ProgramDocument:
    """Read and compile a text without keeping it; Problem `program_invalid` with every fault."""
    document, source = parse_document(text, name)
    compile_program(document, source, 0)
    return document


def schema_json() -> str:
    """The document's JSON Schema (2020-12), for editors."""
    return json.dumps(document_schema(), ensure_ascii=False, indent=2) + "\n"
