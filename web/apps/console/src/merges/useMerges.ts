// Merging two members and undoing it: what it would do, doing it, and what was done.
import { unwrap, type MergeChoice, type MergeEffect } from "@regulars/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { memberKeys } from "../members/memberKeys";
import { boardKeys } from "../overview/boardKeys";
import { useSession } from "../session/useSession";
import { mergeKeys } from "./mergeKeys";

export function useMayMerge() {
  return useSession().data?.staff?.scopes.includes("members:merge") ?? false;
}

export function useMergesOf(memberId: string) {
  return useQuery({
    queryKey: mergeKeys.of(memberId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/members/{member_id}/merges", {
          params: { path: { member_id: memberId } },
          signal,
        }),
      ),
  });
}

/** What a merge would leave both with; it is asked anew each time, for members move on. */
export function useMergePreview(absorbedId: string, survivorId: string, choice: MergeChoice) {
  return useQuery({
    queryKey: mergeKeys.preview(absorbedId, survivorId, choice),
    gcTime: 0,
    // Another choice for the same two shows what it was until it is known what it will be.
    placeholderData: (before: MergeEffect | undefined, query) => {
      const [, , ...asked] = query?.queryKey ?? [];
      return asked[0] === absorbedId && asked[1] === survivorId ? before : undefined;
    },
    queryFn: ({ signal }) =>
      unwrap(
        api.POST("/v1/merges/preview", {
          body: { absorbed_id: absorbedId, survivor_id: survivorId, ...choice },
          signal,
        }),
      ),
  });
}

export function useUndoPreview(mergeId: string) {
  return useQuery({
    queryKey: mergeKeys.undoing(mergeId),
    gcTime: 0,
    queryFn: ({ signal }) =>
      unwrap(
        api.POST("/v1/merges/{merge_id}/undo/preview", {
          params: { path: { merge_id: mergeId } },
          signal,
        }),
      ),
  });
}

export function useMerge() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: { absorbed_id: string; survivor_id: string; reason: string } & MergeChoice) =>
      unwrap(api.POST("/v1/merges", { body })),
    onSuccess: refresh,
  });
}

export function useUnmerge() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ mergeId, reason }: { mergeId: string; reason: string }) =>
      unwrap(
        api.POST("/v1/merges/{merge_id}/undo", {
          params: { path: { merge_id: mergeId } },
          body: { reason },
        }),
      ),
    onSuccess: refresh,
  });
}

function useRefresh() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [mergeKeys.duplicates, memberKeys.all, boardKeys.all].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
}
