// The pages of the settings, each with the right that it takes.
import type { Scope } from "../session/useMay";

export const SETTINGS: { to: string; tab: string; scope: Scope }[] = [
  { to: "/settings/staff", tab: "staff", scope: "staff:manage" },
  { to: "/settings/roles", tab: "roles", scope: "staff:manage" },
  { to: "/settings/security", tab: "security", scope: "staff:manage" },
  { to: "/settings/keys", tab: "keys", scope: "keys:manage" },
  { to: "/settings/webhooks", tab: "webhooks", scope: "webhooks:manage" },
  { to: "/settings/access-log", tab: "accessLog", scope: "access_log:read" },
  { to: "/settings/audit", tab: "audit", scope: "audit:read" },
];
