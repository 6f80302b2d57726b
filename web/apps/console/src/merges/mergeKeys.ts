// Query keys of duplicates and merges.
export const mergeKeys = {
  duplicates: ["duplicates"] as const,
  page: (cursor: string | undefined) => ["duplicates", cursor] as const,
  of: (memberId: string) => ["members", memberId, "merges"] as const,
  preview: (absorbedId: string, survivorId: string) =>
    ["merges", "preview", absorbedId, survivorId] as const,
  undoing: (mergeId: string) => ["merges", "undoing", mergeId] as const,
};
