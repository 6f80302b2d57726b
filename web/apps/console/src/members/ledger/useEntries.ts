// One page of a member's ledger, and one entry in full.
import { unwrap, type EntriesQuery } from "@regulars/client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "../../api/client";
import { memberKeys } from "../memberKeys";

export function useEntries(memberId: string, query: EntriesQuery) {
  return useQuery({
    queryKey: memberKeys.entries(memberId, query),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/members/{member_id}/entries", {
          params: { path: { member_id: memberId }, query },
          signal,
        }),
      ),
  });
}

export function useEntry(memberId: string, entryNo: number) {
  return useQuery({
    queryKey: memberKeys.entry(memberId, entryNo),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/members/{member_id}/entries/{entry_no}", {
          params: { path: { member_id: memberId, entry_no: entryNo } },
          signal,
        }),
      ),
  });
}
