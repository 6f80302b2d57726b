// Query keys of the session.
export const sessionKeys = { current: ["session"] as const };
