// Query keys of approvals.
import type { ApprovalStatus } from "@regulars/client";

export const approvalKeys = {
  all: ["approvals"] as const,
  list: (status: ApprovalStatus | undefined, cursor: string | undefined) =>
    ["approvals", "list", status, cursor] as const,
  one: (approvalId: string) => ["approvals", "one", approvalId] as const,
  policy: ["approvals", "policy"] as const,
};
