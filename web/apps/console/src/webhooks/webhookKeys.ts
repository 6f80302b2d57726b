// Query keys of webhooks.
export const webhookKeys = {
  all: ["webhooks"] as const,
  list: ["webhooks", "list"] as const,
  types: ["webhooks", "types"] as const,
  deliveries: (endpointId: string, status: string, cursor: string | undefined) =>
    ["webhooks", "deliveries", endpointId, status, cursor] as const,
};
