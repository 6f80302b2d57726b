// Requests that wait for somebody else to agree, and what becomes of them.
import {
  unwrap,
  type ApprovalPolicy,
  type ApprovalStatus,
  type ImportApproval,
  type MergeApproval,
  type NewApproval,
  type TagApproval,
  type UnmergeApproval,
} from "@regulars/client";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { importKeys } from "../memberFiles/importKeys";
import { memberKeys } from "../members/memberKeys";
import { approvalKeys } from "./approvalKeys";

export function useApprovals(status: ApprovalStatus | undefined, cursor: string | undefined) {
  return useQuery({
    queryKey: approvalKeys.list(status, cursor),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(api.GET("/v1/approvals", { params: { query: { status, cursor } }, signal })),
  });
}

export function useApproval(approvalId: string) {
  return useQuery({
    queryKey: approvalKeys.one(approvalId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/approvals/{approval_id}", {
          params: { path: { approval_id: approvalId } },
          signal,
        }),
      ),
  });
}

export function useDecide(approvalId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ agrees, note, mark }: { agrees: boolean; note: string; mark: string | null }) => {
      const params = { path: { approval_id: approvalId } };
      return unwrap(
        agrees
          ? api.POST("/v1/approvals/{approval_id}/approve", { params, body: { note, mark } })
          : api.POST("/v1/approvals/{approval_id}/reject", { params, body: { note } }),
      );
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: approvalKeys.all }),
        queries.invalidateQueries({ queryKey: memberKeys.all }),
      ]),
  });
}

/** What somebody else is asked to agree to. */
export type ApprovalAsk =
  | { what: "event"; body: NewApproval }
  | { what: "merge"; body: MergeApproval }
  | { what: "unmerge"; body: UnmergeApproval }
  | { what: "import"; body: ImportApproval }
  | { what: "tag"; body: TagApproval };

export function useAskApproval() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (ask: ApprovalAsk) => {
      if (ask.what === "merge") return unwrap(api.POST("/v1/approvals/merges", { body: ask.body }));
      if (ask.what === "unmerge") return unwrap(api.POST("/v1/approvals/unmerges", { body: ask.body }));
      if (ask.what === "import") return unwrap(api.POST("/v1/approvals/imports", { body: ask.body }));
      if (ask.what === "tag") return unwrap(api.POST("/v1/approvals/tags", { body: ask.body }));
      return unwrap(api.POST("/v1/approvals", { body: ask.body }));
    },
    onSuccess: () =>
      Promise.all(
        [approvalKeys.all, importKeys.all].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  });
}

export function useApprovalPolicy() {
  return useQuery({
    queryKey: approvalKeys.policy,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/approvals/policy", { signal })),
  });
}

export function useChangeApprovalPolicy() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ApprovalPolicy) => unwrap(api.PUT("/v1/approvals/policy", { body })),
    onSuccess: (policy) => queries.setQueryData(approvalKeys.policy, policy),
  });
}
