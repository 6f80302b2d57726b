// Query keys of imports of members.
export const importKeys = {
  all: ["member-imports"] as const,
  list: ["member-imports", "list"] as const,
  one: (id: string) => ["member-imports", id] as const,
  faults: (id: string, status: string) => ["member-imports", id, "faults", status] as const,
};
