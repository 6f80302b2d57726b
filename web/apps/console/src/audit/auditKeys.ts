// Query keys of the audit log.
import type { AuditQuery } from "@regulars/client";

export const auditKeys = {
  page: (query: AuditQuery) => ["audit", query] as const,
  verification: ["audit", "verification"] as const,
};
