// Members of whom something unusual waits, and deciding about one of them.
import { unwrap, type FindingReview } from "@regulars/client";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { memberKeys } from "../members/memberKeys";
import { boardKeys } from "../overview/boardKeys";
import { findingKeys } from "./findingKeys";

export function useFindings(cursor: string | undefined) {
  return useQuery({
    queryKey: findingKeys.page(cursor),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(api.GET("/v1/findings", { params: { query: { cursor } }, signal })),
  });
}

export function useReview(memberId: string) {
  const queries = useQueryClient();
  const refresh = () =>
    Promise.all(
      [findingKeys.all, memberKeys.all, boardKeys.all].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
  return useMutation({
    mutationFn: (body: FindingReview) =>
      unwrap(
        api.POST("/v1/findings/{member_id}/review", { params: { path: { member_id: memberId } }, body }),
      ),
    onSettled: refresh,
  });
}
