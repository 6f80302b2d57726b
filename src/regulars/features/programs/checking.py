"""Checking: what is wrong with a draft, fault by fault with its line, and how it would read if nothing is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from regulars.features.programs.compiling import compile_program
from regulars.features.programs.contracts import CheckedDraft, DraftFault, PublishedProgram
from regulars.features.programs.document import parse_document
from regulars.features.programs.publishing import refuse_stranding
from regulars.kit.problems import FieldError, Problem

NAME: Final = "program.yaml"
_PLACE: Final = re.compile(rf"{re.escape(NAME)}, line (?P<line>[0-9]+): (?P<message>.*)", re.DOTALL)


def check_draft(text: str, published: Sequence[PublishedProgram], now: datetime) -> CheckedDraft:
    """Judge a draft as publishing would, keeping nothing; against the latest version it must strand nobody."""
    version = len(published) + 1
    try:
        document, source = parse_document(text, NAME)
        program = compile_program(document, source, version)
        if published:
            refuse_stranding(published[-1].program, program)
    except Problem as problem:
        errors = problem.errors or (FieldError("$", problem.detail, hint=problem.hint),)
        return CheckedDraft([_fault(error) for error in errors], None)
    return CheckedDraft([], PublishedProgram(version, now, now, "", "", text, document, program))


def _fault(error: FieldError) -> DraftFault:
    place = _PLACE.fullmatch(error.message)
    line, message = (int(place["line"]), place["message"]) if place else (None, error.message)
    return DraftFault(error.path, line, message, error.expected, error.hint)
