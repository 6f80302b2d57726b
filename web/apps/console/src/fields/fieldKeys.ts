// Query keys of custom fields.
export const fieldKeys = { all: ["fields"] as const, list: ["fields", "list"] as const };
