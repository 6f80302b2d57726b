// Query keys of accounts of staff, and of what their log-in needs.
export const staffKeys = {
  all: ["staff"] as const,
  list: ["staff", "list"] as const,
  roles: ["staff", "roles"] as const,
  policy: ["staff", "policy"] as const,
};
