// Query keys of one's own account.
export const accountKeys = {
  all: ["me"] as const,
  me: ["me", "account"] as const,
  sessions: ["me", "sessions"] as const,
  signIns: (cursor: string | undefined) => ["me", "sign-ins", cursor] as const,
};
