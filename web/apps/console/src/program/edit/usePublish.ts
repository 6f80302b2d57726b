// Publishing: what it will do, and doing it.
import { unwrap } from "@regulars/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import { programKeys } from "../programKeys";
import type { StoredDraft } from "./storedDraft";

export interface Publication {
  note: string;
  /** An instant; null is now. */
  from: string | null;
}

export function useEffectOf(yaml: string) {
  return useQuery({
    queryKey: programKeys.effect(yaml),
    gcTime: 0,
    queryFn: ({ signal }) => unwrap(api.POST("/v1/program/effect", { body: { yaml }, signal })),
  });
}

export function usePublish({ yaml, basedOn }: StoredDraft, onPublished: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ note, from }: Publication) =>
      unwrap(
        api.POST("/v1/program/publish", {
          body: { yaml, based_on: basedOn, note, in_force_from: from },
        }),
      ),
    onSuccess: async () => {
      onPublished();
      // Tiers, rules and words may read otherwise on every page from now on.
      await queries.invalidateQueries();
    },
    // A refusal because of another version is explained with that version.
    onError: () => queries.invalidateQueries({ queryKey: programKeys.versions }),
  });
}
