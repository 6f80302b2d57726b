// Event types and reasons in the reader's words.
import type { TFunction } from "i18next";

const KNOWN_EVENTS = new Set([
  "order.paid",
  "order.refunded",
  "order.completed",
  "member.registered",
  "member.profile_changed",
  "member.profile_imported",
  "member.checked_in",
  "activity.done",
  "card.granted",
  "card.revoked",
  "member.referred",
  "referral.begun",
  "referral.converted",
  "referral.undone",
  "task.accepted",
  "honour.granted",
  "points.redeemed",
  "points.redemption_cancelled",
  "points.adjusted",
  "points.held",
  "points.captured",
  "points.released",
  "points.transferred",
  "points.received",
  "points.transfer_reversed",
  "points.receipt_reversed",
  "earning.unusual",
  "earning.reviewed",
  "member.frozen",
  "member.unfrozen",
  "member.merged",
  "member.absorbed",
  "member.unmerged",
  "member.restored",
  "member.erased",
]);

/** What happened, in words; an event type of the operator's own keeps its name. */
export function eventWords(type: string, t: TFunction): string {
  return KNOWN_EVENTS.has(type) ? t(`events:type.${type.replace(".", "_")}`) : type;
}

/** Why an event was refused or held, in words; the server's own words where there are none here. */
export function reasonWords(code: string, detail: string, t: TFunction): string {
  return t(`events:reason.${code}`, { defaultValue: detail || code });
}

const KNOWN_REFERENCES = new Set(["order", "refund", "redemption", "transfer", "receipt", "hold"]);

/** A business number such as "order:o7", in words. */
export function referenceWords(reference: string, t: TFunction): string {
  const cut = reference.indexOf(":");
  const kind = reference.slice(0, cut);
  return cut > 0 && KNOWN_REFERENCES.has(kind)
    ? t(`events:reference.${kind}`, { no: reference.slice(cut + 1) })
    : reference;
}
