// One page of the member list.
import { unwrap, type MembersQuery } from "@regulars/client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { memberKeys } from "./memberKeys";

export function useMembers(query: MembersQuery) {
  return useQuery({
    queryKey: memberKeys.list(query),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/members", { params: { query }, signal })),
  });
}
