// A fault about an earlier row names it behind the value: `13800138000 (row 3)`.
import type { ImportFault } from "@regulars/client";

const NAMED = /^(.*) \(row (\d+)\)$/s;

/** The value as it stands in the file, and the earlier row that the fault is about, if it is about one. */
export function earlierRow({ reason, value }: ImportFault): { value: string; row: string | null } {
  const found = reason.endsWith("_of_earlier_row") ? NAMED.exec(value) : null;
  return found ? { value: found[1] ?? "", row: found[2] ?? null } : { value, row: null };
}
