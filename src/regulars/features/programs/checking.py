"""Checking: what is wrong with a draft, fault by fault with its line, and how it would read if nothing is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from regulars.features.programs.compiling import compile_program
from regulars.features.programs.contracts import CheckedDraft, DraftFault, PublishedProgram
from regulars.features.programs.document import parse_document
from regulars.features.programs.fault_words import fault_text
from regulars.features.programs.publishing import refuse_stranding
from regulars.kit.problems import FieldError, Problem

NAME: Final = "program.yaml"
_PLACE: Final = re.compile(rf"{re.escape(NAME)}, line (?P<line>[0-9]+): (?P<message>.*)", re.DOTALL)


def check_draft(text: str, published: Sequence[PublishedProgram], now: datetime) -> CheckedDraft:
    """Judge a draft as publishing would, keeping nothing, and tell its faults."""
    try:
        return CheckedDraft([], draft_of(text, published, now))
    except Problem as problem:
        errors = problem.errors or (FieldError("$", problem.detail, hint=problem.hint),)
        return CheckedDraft([_fault(error) for error in errors], None)


def draft_of(text: str, published: Sequence[PublishedProgram], now: datetime, name: str = NAME) -> PublishedProgram:
    """The version that a draft would become; against the latest one it must strand nobody. Refuses as publishing does."""
    version = len(published) + 1
    document, source = parse_document(text, name)
    program = compile_program(document, source, version)
    if published:
        refuse_stranding(published[-1].program, program)
    return PublishedProgram(version, now, now, "", "", text, document, program)


def _fault(error: FieldError) -> DraftFault:
    place = _PLACE.fullmatch(error.message)
    line, message = (int(place["line"]), place["message"]) if place else (None, error.message)
    return DraftFault(error.path, line, message, error.expected, error.hint, fault_text(replace(error, message=message)))
