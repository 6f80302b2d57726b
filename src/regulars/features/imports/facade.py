"""What the rest of the house may use of imports.

`read_mapping`, then `read_documents` (reads, cleans, matches, and touches no ledger), then `load` with `appending_to(ledger)` and
`registering_in(ledger)`, and `write_rejects` for what did not go in. Files of another kind are read by `read_columns` and a
mapping of their own shape.
"""

from regulars.features.imports.contracts import (
    AppendEvents,
    Event,
    ImportSummary,
    LoadReport,
    MemberSeen,
    RegisterMembers,
    ReportProgress,
    RowReject,
)
from regulars.features.imports.mapping import (
    Column,
    Mapping,
    Part,
    Reading,
    Zone,
    parse_document,
    parse_mapping,
    read_document,
    read_mapping,
)
from regulars.features.imports.plan import ImportPlan, read_documents
from regulars.features.imports.reading import RawRows, read_columns, read_table, sha256_of, text_of
from regulars.features.imports.service.into_ledger import appending_to, registering_in, require_currency
from regulars.features.imports.service.load import load
from regulars.features.imports.service.write_rejects import harmless, write_rejects

__all__ = [
    "AppendEvents",
    "Column",
    "Event",
    "ImportPlan",
    "ImportSummary",
    "LoadReport",
    "Mapping",
    "MemberSeen",
    "Part",
    "RawRows",
    "Reading",
    "RegisterMembers",
    "ReportProgress",
    "RowReject",
    "Zone",
    "appending_to",
    "harmless",
    "load",
    "parse_document",
    "parse_mapping",
    "read_columns",
    "read_document",
    "read_documents",
    "read_mapping",
    "read_table",
    "registering_in",
    "require_currency",
    "sha256_of",
    "text_of",
    "write_rejects",
]
