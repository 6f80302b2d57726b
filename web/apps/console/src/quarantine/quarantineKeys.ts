// Query keys of held events.
export const quarantineKeys = {
  all: ["quarantine"] as const,
  page: (cursor: string | undefined) => ["quarantine", cursor] as const,
};
