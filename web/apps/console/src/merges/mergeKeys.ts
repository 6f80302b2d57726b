// Query keys of duplicates and merges.
import type { MergeChoice } from "@regulars/client";

export const mergeKeys = {
  duplicates: ["duplicates"] as const,
  page: (cursor: string | undefined) => ["duplicates", cursor] as const,
  of: (memberId: string) => ["members", memberId, "merges"] as const,
  preview: (absorbedId: string, survivorId: string, choice: MergeChoice) =>
    ["merges", "preview", absorbedId, survivorId, choice] as const,
  undoing: (mergeId: string) => ["merges", "undoing", mergeId] as const,
};
