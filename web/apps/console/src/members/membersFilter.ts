// The filter of the member list as the URL holds it. Whatever a URL says that is not a filter is left out.
import type { Lifecycle, MembersQuery, MemberSort } from "@regulars/client";
import type { ConditionGroup } from "../conditions/conditionJson";

export const LIFECYCLES: Lifecycle[] = ["new", "active", "dormant", "lost", "without_order"];
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

export type MembersFilter = Omit<MembersQuery, "cursor"> & {
  /** A condition as JSON, so that it stands in the URL as the other filters do. */
  condition?: string;
};

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
    unit: text("unit"),
    lifecycle: oneOf(LIFECYCLES, search.get("lifecycle")),
    joined_from: month("joined_from"),
    joined_to: month("joined_to"),
    debt: flag("debt"),
    grace: flag("grace"),
    condition: conditionText(search.get("condition")),
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
export function conditionsCount({ q, tier, unit, lifecycle, ...rest }: MembersFilter): number {
  const joined = rest.joined_from ?? rest.joined_to;
  return [q, tier, unit, lifecycle, joined, rest.debt, rest.grace, rest.condition].filter(Boolean).length;
}

/** The condition of a filter; undefined where it has none. */
export function conditionOf(filter: MembersFilter): ConditionGroup | undefined {
  return filter.condition === undefined ? undefined : (JSON.parse(filter.condition) as ConditionGroup);
}

/** Whether a condition says all that the list is narrowed to, so that it can stand for the whole result. */
export function isByCondition(filter: MembersFilter): boolean {
  return filter.condition !== undefined && conditionsCount(filter) === 1;
}

function conditionText(given: string | null): string | undefined {
  if (!given) return undefined;
  try {
    const condition: unknown = JSON.parse(given);
    const isCondition =
      typeof condition === "object" && condition !== null && "rules" in condition && Array.isArray(condition.rules);
    return isCondition ? given : undefined;
  } catch {
    return undefined;
  }
}

function oneOf<Value>(values: Value[], value: unknown): Value | undefined {
  return values.find((candidate) => candidate === value);
}
