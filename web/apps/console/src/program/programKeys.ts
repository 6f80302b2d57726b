// Query keys of the program.
export const programKeys = {
  current: ["program"] as const,
  versions: ["program", "versions"] as const,
  version: (version: number) => ["program", "version", version] as const,
  comparison: (from: number, to: number) => ["program", "comparison", from, to] as const,
  schema: ["program", "schema"] as const,
  check: (yaml: string) => ["program", "check", yaml] as const,
  draftComparison: (yaml: string, from: number) => ["program", "draft", yaml, from] as const,
  places: (yaml: string) => ["program", "places", yaml] as const,
  placed: (yaml: string, path: string, condition: string) => ["program", "placed", yaml, path, condition] as const,
  effect: (yaml: string) => ["program", "effect", yaml] as const,
};
