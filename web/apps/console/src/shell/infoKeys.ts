// Query keys of the server's own description.
export const infoKeys = { current: ["info"] as const };
