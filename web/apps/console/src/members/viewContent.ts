// What a saved view holds, and the filter that it stands for.
import type { View } from "@regulars/client";
import { forApi } from "../conditions/conditionJson";
import type { ColumnKey } from "./memberColumns";
import { conditionOf, readFilter, writeFilter, type MembersFilter } from "./membersFilter";

const APART = ["condition", "sort", "limit", "cursor"];

/** A filter with its columns, as it is saved. */
export function contentOf(filter: MembersFilter, columns: ColumnKey[]): View["content"] {
  const search = [...writeFilter(filter)].filter(([name]) => !APART.includes(name));
  const condition = conditionOf(filter);
  return {
    filters: Object.fromEntries(search),
    condition: condition ? forApi(condition) : null,
    sort: filter.sort ?? null,
    columns,
  };
}

/** The filter of a saved view. */
export function filterOf(content: View["content"]): MembersFilter {
  const search = new URLSearchParams(content.filters);
  if (content.sort) search.set("sort", content.sort);
  if (content.condition) search.set("condition", JSON.stringify(content.condition));
  return readFilter(search);
}

/** Whether a list is as a view says. */
export function isShown(content: View["content"], filter: MembersFilter): boolean {
  const plain = (one: MembersFilter) => writeFilter({ ...one, limit: undefined }).toString();
  return plain(filterOf(content)) === plain(filter);
}
