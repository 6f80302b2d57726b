// The filter of the member list as the URL holds it. Whatever a URL says that is not a filter is left out.
import type { Lifecycle, MembersQuery, MemberSort } from "@regulars/client";

export const LIFECYCLES: Lifecycle[] = ["active", "dormant", "lost", "without_order"];
export const SORTS: MemberSort[] = [
  "-spend",
  "spend",
  "-points",
  "points",
  "-growth",
  "-last_order_at",
  "-joined_at",
  "member_no",
];
export const DEFAULT_SORT: MemberSort = "-last_order_at";
export const PAGE_SIZES = [20, 50, 100];

const MONTH_PATTERN = /^\d{4}-(0[1-9]|1[0-2])$/;
const TEXT_LENGTH_MAX = 100;

export type MembersFilter = Omit<MembersQuery, "cursor">;

export function readFilter(search: URLSearchParams): Required<Pick<MembersFilter, "sort" | "limit">> &
  MembersFilter {
  const text = (name: string) => {
    const value = search.get(name)?.slice(0, TEXT_LENGTH_MAX);
    return value === "" ? undefined : value;
  };
  const month = (name: string) => {
    const value = text(name);
    return value !== undefined && MONTH_PATTERN.test(value) ? value : undefined;
  };
  const flag = (name: string) => (search.get(name) === "true" ? true : undefined);
  const limit = Number(search.get("limit"));
  return {
    q: text("q"),
    tier: text("tier"),
    lifecycle: oneOf(LIFECYCLES, search.get("lifecycle")),
    joined_from: month("joined_from"),
    joined_to: month("joined_to"),
    debt: flag("debt"),
    grace: flag("grace"),
    sort: oneOf(SORTS, search.get("sort")) ?? DEFAULT_SORT,
    limit: oneOf(PAGE_SIZES, limit) ?? 20,
  };
}

/** The shortest URL query that says the filter: defaults are left out, and so is the page. */
export function writeFilter(filter: MembersFilter): URLSearchParams {
  const search = new URLSearchParams();
  const entries: [string, string | number | boolean | undefined][] = Object.entries(filter);
  for (const [name, value] of entries) {
    const isDefault =
      (name === "sort" && value === DEFAULT_SORT) || (name === "limit" && value === PAGE_SIZES[0]);
    if (value !== undefined && !isDefault) {
      search.set(name, String(value));
    }
  }
  return search;
}

/** How many conditions narrow the list; sorting and page size do not. */
export function conditionsCount({ q, tier, lifecycle, ...rest }: MembersFilter): number {
  const joined = rest.joined_from ?? rest.joined_to;
  return [q, tier, lifecycle, joined, rest.debt, rest.grace].filter(Boolean).length;
}

function oneOf<Value>(values: Value[], value: unknown): Value | undefined {
  return values.find((candidate) => candidate === value);
}
