// The list's orders as the table's column heads know them.
import type { MemberSort } from "@regulars/client";
import { SORTS } from "./membersFilter";

export type ColumnOrder = "ascend" | "descend" | null;

/** The sort a column head asks for; undefined leaves it to the default. */
export function sortOf(column: string, order: ColumnOrder): MemberSort | undefined {
  const wanted = order === "descend" ? `-${column}` : column;
  return order === null ? undefined : SORTS.find((sort) => sort === wanted);
}

/** How a column stands under a sort. */
export function orderOf(column: string, sort: MemberSort): ColumnOrder {
  if (sort === column) return "ascend";
  return sort === `-${column}` ? "descend" : null;
}

/** The orders the server offers for a column, the larger values first. */
export function ordersOf(column: string): ("ascend" | "descend")[] {
  const offered: ("ascend" | "descend")[] = [];
  if (SORTS.some((sort) => sort === `-${column}`)) offered.push("descend");
  if (SORTS.some((sort) => sort === column)) offered.push("ascend");
  return offered;
}
