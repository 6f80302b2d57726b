// Query keys of findings.
export const findingKeys = {
  all: ["findings"] as const,
  page: (cursor: string | undefined) => ["findings", cursor] as const,
};
