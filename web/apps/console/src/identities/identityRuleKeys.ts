// Query keys of the rules of identities.
export const identityRuleKeys = { list: ["identity-rules"] as const };
