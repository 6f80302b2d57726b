// One page of the member list, and how many members all its pages hold: asked apart, so that the page need not wait for the count.
import { unwrap } from "@regulars/client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { forApi } from "../conditions/conditionJson";
import { conditionOf, DEFAULT_SORT, type MembersFilter } from "./membersFilter";
import { memberKeys } from "./memberKeys";

function bodyOf({ condition, sort = DEFAULT_SORT, limit = 1, ...filter }: MembersFilter & { cursor?: string }) {
  const group = conditionOf({ condition });
  return { ...filter, sort, limit, ...(group ? { condition: forApi(group) } : {}) };
}

export function useMembers(query: MembersFilter & { cursor?: string }) {
  return useQuery({
    queryKey: memberKeys.list(query),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(api.POST("/v1/members/search", { body: { ...bodyOf(query), count: false }, signal })),
  });
}

export function useMembersTotal(filter: MembersFilter) {
  const counted = { ...filter, sort: undefined, limit: undefined };
  return useQuery({
    queryKey: memberKeys.total(counted),
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const body = { ...bodyOf(counted), count: true };
      return (await unwrap(api.POST("/v1/members/search", { body, signal }))).total;
    },
  });
}
