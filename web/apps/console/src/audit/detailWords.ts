// What a line says beside what was done, with names in the place of ids and keys. Lines are sealed as they were written, so words
// are made of them here.
import type { AuditLine } from "@regulars/client";
import type { TFunction } from "i18next";
import { policyWords } from "../account/policyWords";
import { scopeWords } from "../keys/scopeWords";
import { roleName } from "../staff/roleName";

export type Names = Record<string, string>;
type Words = TFunction<["audit", "account", "settings", "security", "organisation"]>;

const ID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;
const ROLE = /^(\w+)(?: at ([0-9a-f-]{36})(\+)?)?$/;
const ROLES = "role ";
const HEADQUARTERS = "00000000-0000-7000-8000-000000000001";
const ARROW = " → ";

export function detailWords({ action, detail }: AuditLine, names: Names, t: Words): string {
  if (action === "staff_created" || action === "staff_changed") {
    const parts = detail.split("; ").map((part) =>
      part.startsWith(ROLES) ? part.split(ARROW).map((roles) => rolesWords(roles, names, t)).join(ARROW) : t(`audit:changed.${part}`, { defaultValue: part }),
    );
    return parts.join(t("settings:keys.and"));
  }
  if (action === "logged_in") {
    return detail
      .split(", ")
      .map((means) => t(`audit:means.${means.replace(" ", "_")}`, { defaultValue: means }))
      .join(t("settings:keys.and"));
  }
  if (action === "policy_changed") return policyWords(detail, t);
  if (action === "role_made" || action === "role_changed") {
    return detail.split(ARROW).map((scopes) => scopesWords(scopes, t)).join(ARROW);
  }
  if (action === "key_created") return scopesWords(detail.replace(/^\w+: /, ""), t);
  return named(detail, names, t);
}

/** What a line is about: an account, a key, a role by its name, anything else as it was written. */
export function subjectWords({ subject }: AuditLine, names: Names, t: Words): string {
  const role = /^role:(\w+)$/.exec(subject)?.[1];
  if (role !== undefined) return roleName(role, names[role] ?? "", t);
  return named(subject.replace(/^(staff|key):/, ""), names, t);
}

function rolesWords(roles: string, names: Names, t: Words): string {
  return roles
    .replace(ROLES, "")
    .split(", ")
    .map((each) => {
      const [, key = each, unit, below] = ROLE.exec(each) ?? [];
      const role = roleName(key, names[key] ?? "", t);
      if (unit === undefined) return role;
      return t(below ? "settings:staff.at" : "settings:staff.atAlone", { role, unit: named(unit, names, t) });
    })
    .join(t("settings:keys.and"));
}

function scopesWords(scopes: string, t: Words): string {
  return scopes.split(" ").filter(Boolean).map((scope) => scopeWords(scope, t)).join(t("settings:keys.and"));
}

function named(text: string, names: Names, t: Words): string {
  return text.replace(ID, (id) => names[id] ?? (id === HEADQUARTERS ? t("organisation:kind.headquarters") : id));
}
