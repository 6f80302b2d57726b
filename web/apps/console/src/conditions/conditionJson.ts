// A condition as the API takes it, and as the query builder edits it. They differ in behaviour clauses only: the builder knows
// nothing but field, operator and value, so a metric is a field of its own, and its window stands in the value.
import type { Condition } from "@regulars/client";
import type { RuleGroupType, RuleType } from "react-querybuilder";

export interface ConditionGroup {
  combinator: "and" | "or";
  not?: boolean;
  rules: ConditionPart[];
  [key: string]: unknown;
}
export type ConditionPart = ConditionGroup | Record<string, unknown>;

/** The value of a metric's rule. */
export interface Behaviour {
  amount?: number | null;
  amountMost?: number | null;
  window?: string;
  days?: number | null;
}

export const METRIC_PREFIX = "did:";
export const WINDOW_DEFAULT = "rolling_3_months";
export const EMPTY_CONDITION: ConditionGroup = { combinator: "and", rules: [] };

export function isGroup(part: ConditionPart): part is ConditionGroup {
  return Array.isArray(part.rules);
}

/** A condition under the API's own type, which names every key that a clause can have. */
export function forApi(condition: ConditionGroup): Condition {
  return condition as unknown as Condition;
}

/** The builder's query of a condition. */
export function toQuery(condition: ConditionGroup): RuleGroupType {
  return {
    combinator: condition.combinator,
    not: condition.not ?? false,
    rules: condition.rules.map((part) => (isGroup(part) ? toQuery(part) : toRule(part))),
  };
}

function toRule(clause: Record<string, unknown>): RuleType {
  if (typeof clause.did !== "string") {
    return {
      field: String(clause.field),
      operator: typeof clause.operator === "string" ? clause.operator : "null",
      value: clause.value,
    };
  }
  const value: Behaviour = {
    amount: numberOf(clause.at_least ?? clause.at_most),
    amountMost: numberOf(clause.at_most),
    window: typeof clause.window === "string" ? clause.window : WINDOW_DEFAULT,
    days: numberOf(clause.within_days),
  };
  const operator =
    "within_days" in clause
      ? "within_days"
      : "at_least" in clause
        ? "at_most" in clause
          ? "between"
          : "at_least"
        : "at_most";
  return { field: METRIC_PREFIX + clause.did, operator, value };
}

/** The condition of the builder's query. */
export function toCondition(query: RuleGroupType): ConditionGroup {
  return {
    combinator: query.combinator === "or" ? "or" : "and",
    ...(query.not ? { not: true } : {}),
    rules: query.rules.map((part) => ("rules" in part ? toCondition(part) : toClause(part))),
  };
}

function toClause({ field, operator, value }: RuleType): Record<string, unknown> {
  if (!field.startsWith(METRIC_PREFIX)) {
    return operator === "null" || operator === "notNull" ? { field, operator } : { field, operator, value };
  }
  const did = field.slice(METRIC_PREFIX.length);
  const given = (value ?? {}) as Behaviour;
  if (operator === "within_days") return { did, within_days: given.days };
  const window = given.window ?? WINDOW_DEFAULT;
  if (operator === "between") return { did, at_least: given.amount, at_most: given.amountMost, window };
  return { did, [operator]: given.amount, window };
}

function numberOf(value: unknown): number | null {
  return value === undefined || value === null || value === "" ? null : Number(value);
}
