// The audit log, page by page, and its verification.
import { unwrap, type AuditQuery } from "@regulars/client";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { auditKeys } from "./auditKeys";

export function useAudit(query: AuditQuery) {
  return useQuery({
    queryKey: auditKeys.page(query),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/audit", { params: { query }, signal })),
  });
}

export function useVerifyAudit() {
  return useMutation({
    mutationKey: auditKeys.verification,
    mutationFn: () => unwrap(api.GET("/v1/audit/verification")),
  });
}
