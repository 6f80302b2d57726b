// Tags: the list, and all that can be done with one.
import { unwrap, type NewTag, type TagChange, type TagList } from "@regulars/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { conditionKeys } from "../conditions/conditionKeys";
import { memberKeys } from "../members/memberKeys";
import { tagKeys } from "./tagKeys";

const REFRESH_MS = 10_000;
const PENDING_REFRESH_MS = 1_500;

export function useTags() {
  return useQuery<TagList>({
    queryKey: tagKeys.list,
    refetchInterval: (query) =>
      query.state.data?.items.some((tag) => tag.is_pending) ? PENDING_REFRESH_MS : REFRESH_MS,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/tags", { signal })),
  });
}

function useChanged() {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: tagKeys.all }),
      queries.invalidateQueries({ queryKey: conditionKeys.all }),
    ]);
  };
}

export function useAddTag() {
  const onSuccess = useChanged();
  return useMutation({
    onSuccess,
    mutationFn: (body: NewTag) => unwrap(api.POST("/v1/tags", { body })),
  });
}

export function useChangeTag() {
  const onSuccess = useChanged();
  return useMutation({
    onSuccess,
    mutationFn: ({ key, ...body }: TagChange & { key: string }) =>
      unwrap(api.PATCH("/v1/tags/{key}", { params: { path: { key } }, body })),
  });
}

export function useRemoveTag() {
  const onSuccess = useChanged();
  return useMutation({
    onSuccess,
    mutationFn: (key: string) => unwrap(api.DELETE("/v1/tags/{key}", { params: { path: { key } } })),
  });
}

export function useMemberTags(memberId: string) {
  return useQuery({
    queryKey: memberKeys.tags(memberId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/members/{member_id}/tags", { params: { path: { member_id: memberId } }, signal }),
      ),
  });
}

export function useTagMember(memberId: string) {
  const queries = useQueryClient();
  return useMutation({
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: memberKeys.tags(memberId) }),
        queries.invalidateQueries({ queryKey: tagKeys.all }),
      ]),
    mutationFn: ({ key, isTaken }: { key: string; isTaken: boolean }) =>
      unwrap(
        api.POST("/v1/tags/{key}/members", {
          params: { path: { key } },
          body: isTaken ? { add: [], remove: [memberId] } : { add: [memberId], remove: [] },
        }),
      ),
  });
}
