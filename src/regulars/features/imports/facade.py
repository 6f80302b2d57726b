"""What the rest of the house may use of imports.

mapping = read_mapping(Path("mapping.yaml"))
plan = read_documents(Path("sales.csv"), mapping)        # reads, cleans, matches; touches no ledger
report = load(plan, append, database=database)           # sends what is not in yet
write_rejects(Path("rejects.csv"), (*plan.rejects, *report.refused))
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
    "load",
    "parse_mapping",
    "read_documents",
    "read_mapping",
    "write_rejects",
]
