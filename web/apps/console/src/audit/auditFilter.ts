// Which lines of the audit log are shown: held in the address, so that a search can be passed on.
import type { AuditKind } from "@regulars/client";

export const KINDS: AuditKind[] = ["read", "change", "export", "access"];

export interface AuditFilter {
  kind: AuditKind | undefined;
  actor: string;
  memberId: string;
}

export function readFilter(search: URLSearchParams): AuditFilter {
  return {
    kind: KINDS.find((kind) => kind === search.get("kind")),
    actor: search.get("actor") ?? "",
    memberId: search.get("member") ?? "",
  };
}

export function writeFilter({ kind, actor, memberId }: AuditFilter): URLSearchParams {
  const search = new URLSearchParams();
  if (kind) search.set("kind", kind);
  if (actor) search.set("actor", actor);
  if (memberId) search.set("member", memberId);
  return search;
}

interface Asked {
  kind?: AuditKind;
  actor?: string;
  member_id?: string;
}

/** The same for the API: a bare user name means a person. */
export function queryOf({ kind, actor, memberId }: AuditFilter): Asked {
  const whole = actor === "" || actor.includes(":") || actor.includes(" ") ? actor : `staff:${actor}`;
  return {
    ...(kind ? { kind } : {}),
    ...(whole ? { actor: whole } : {}),
    ...(memberId ? { member_id: memberId } : {}),
  };
}

export function exportPath(filter: AuditFilter): string {
  const query = new URLSearchParams({ ...queryOf(filter), format: "csv" });
  return `/v1/audit/export?${query.toString()}`;
}
