// Event types and reasons in the reader's words.
import type { TFunction } from "i18next";

const KNOWN_EVENTS = new Set([
  "order.paid",
  "order.refunded",
  "member.registered",
  "member.checked_in",
  "points.redeemed",
  "points.redemption_cancelled",
  "points.adjusted",
]);

/** What happened, in words; an event type of the operator's own keeps its name. */
export function eventWords(type: string, t: TFunction): string {
  return KNOWN_EVENTS.has(type) ? t(`events:type.${type.replace(".", "_")}`) : type;
}

/** Why an event was refused or held, in words; the server's own words where there are none here. */
export function reasonWords(code: string, detail: string, t: TFunction): string {
  return t(`events:reason.${code}`, { defaultValue: detail || code });
}
