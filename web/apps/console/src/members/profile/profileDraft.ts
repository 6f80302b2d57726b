// A profile as the form edits it, and what of it has changed.
import type { Contact, Profile } from "@regulars/client";
import dayjs from "dayjs";

export interface ProfileDraft {
  fields?: Record<string, unknown>;
  contacts?: Contact[];
}

const DAY = "YYYY-MM-DD";

export function formValues(profile: Profile): ProfileDraft {
  const fields: Record<string, unknown> = {};
  for (const { key, kind, value } of profile.fields) {
    if (kind === "date") fields[key] = typeof value === "string" ? dayjs(value, DAY) : null;
    else if (kind === "flag") fields[key] = typeof value === "boolean" ? String(value) : undefined;
    else fields[key] = value ?? undefined;
  }
  return { fields, contacts: profile.contacts };
}

/** The values that differ from what is known; null takes one back. Masked ones that were not written anew stay. */
export function changedValues(profile: Profile, draft: ProfileDraft): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const { key, kind, value, is_masked } of profile.fields) {
    const now = told(kind, draft.fields?.[key]);
    if (is_masked && now === null) continue;
    if (JSON.stringify(now) !== JSON.stringify(value ?? null)) changed[key] = now;
  }
  return changed;
}

function told(kind: Profile["fields"][number]["kind"], given: unknown): unknown {
  if (given === undefined || given === null || given === "") return null;
  if (kind === "date") return dayjs.isDayjs(given) ? given.format(DAY) : null;
  if (kind === "flag") return given === "true";
  if (Array.isArray(given)) return given.length > 0 ? given : null;
  return typeof given === "string" ? given.trim() || null : given;
}
