// Query keys of backtests.
export const backtestKeys = {
  all: ["backtests"] as const,
  list: ["backtests", "list"] as const,
  one: (id: string) => ["backtests", id] as const,
  affected: (id: string, side: string, cursor: string | undefined) =>
    ["backtests", id, "members", side, cursor] as const,
  life: (id: string, memberId: string, differing: boolean, cursor: string | undefined) =>
    ["backtests", id, "life", memberId, differing, cursor] as const,
};
