// Which columns the member table shows, beside the member's name: chosen by whoever reads it, kept in their browser.
import { useCallback, useState } from "react";

export const COLUMNS = [
  "tier",
  "lifecycle",
  "tags",
  "spend",
  "orders",
  "points",
  "growth",
  "last_order_at",
  "joined_at",
] as const;
export type ColumnKey = (typeof COLUMNS)[number];

export const DEFAULT_COLUMNS: ColumnKey[] = COLUMNS.filter((key) => key !== "tags");
const KEPT_AS = "regulars.members.columns";

/** The known ones of some names, in the table's order; the default where none is left. */
export function knownColumns(names: readonly string[]): ColumnKey[] {
  const known = COLUMNS.filter((key) => names.includes(key));
  return known.length > 0 ? known : DEFAULT_COLUMNS;
}

export function useColumns(): [ColumnKey[], (names: readonly string[]) => void] {
  const [columns, setColumns] = useState(() => knownColumns((localStorage.getItem(KEPT_AS) ?? "").split(",")));
  const choose = useCallback((names: readonly string[]) => {
    const known = knownColumns(names);
    localStorage.setItem(KEPT_AS, known.join(","));
    setColumns(known);
  }, []);
  return [columns, choose];
}
