"""What the programs slice offers to others."""

from __future__ import annotations

import json

from regulars.features.programs.compiling import compile_program
from regulars.features.programs.contracts import PublishedProgram
from regulars.features.programs.document import ProgramDocument, parse_document
from regulars.features.programs.library import ProgramLibrary
from regulars.features.programs.publishing import publish

__all__ = ["ProgramLibrary", "PublishedProgram", "check", "publish", "schema_json"]


def check(text: str, name: str) -> ProgramDocument:
    """Read and compile a text without keeping it; Problem `program_invalid` with every fault."""
    document, source = parse_document(text, name)
    compile_program(document, source, 0)
    return document


def schema_json() -> str:
    """The document's JSON Schema (2020-12), for editors."""
    return json.dumps(ProgramDocument.model_json_schema(), ensure_ascii=False, indent=2) + "\n"
