// Query keys of conditions.
export const conditionKeys = {
  all: ["conditions"] as const,
  fields: ["conditions", "fields"] as const,
  check: (text: string, limit: number) => ["conditions", "check", text, limit] as const,
};
