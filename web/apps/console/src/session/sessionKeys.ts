// Query keys of the session, and of the links that lead to one.
export const sessionKeys = {
  current: ["session"] as const,
  ways: ["ways"] as const,
  link: (code: string) => ["link", code] as const,
};
