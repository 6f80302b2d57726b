"""What the rest of the house may use of imports.

`read_mapping`, then `read_documents` (reads, cleans, matches, and touches no ledger), then `load` with `appending_to(ledger)` and
`registering_in(ledger)`, and `write_rejects` for what did not go in.
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
from regulars.features.imports.mapping import Mapping, parse_mapping, read_mapping
from regulars.features.imports.plan import ImportPlan, read_documents
from regulars.features.imports.service.into_ledger import appending_to, registering_in, require_currency
from regulars.features.imports.service.load import load
from regulars.features.imports.service.write_rejects import write_rejects

__all__ = [
    "AppendEvents",
    "Event",
    "ImportPlan",
    "ImportSummary",
    "LoadReport",
    "Mapping",
    "MemberSeen",
    "RegisterMembers",
    "ReportProgress",
    "RowReject",
    "appending_to",
    "load",
    "parse_mapping",
    "read_documents",
    "read_mapping",
    "registering_in",
    "require_currency",
    "write_rejects",
]
