"""What others do with the audit log: write a line, seal, verify, and walk it for an export."""

from regulars.features.audit.queries import Search
from regulars.features.audit.service.read import walk_lines
from regulars.features.audit.service.record import body_of, record
from regulars.features.audit.service.seal import seal
from regulars.features.audit.service.verify import verify

__all__ = ["Search", "body_of", "record", "seal", "verify", "walk_lines"]
