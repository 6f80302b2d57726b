// Query keys of contests.
export const contestKeys = {
  all: ["contests"] as const,
  list: ["contests", "list"] as const,
  standing: (honour: string) => ["contests", honour] as const,
};
