// Query keys of tags.
export const tagKeys = { all: ["tags"] as const, list: ["tags", "list"] as const };
