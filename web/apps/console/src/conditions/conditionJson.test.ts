// A condition comes through the builder as it was.
import { expect, test } from "vitest";
import { toCondition, toQuery, type ConditionGroup } from "./conditionJson";

test("every kind of clause comes back as it was", () => {
  const condition: ConditionGroup = {
    combinator: "or",
    not: true,
    rules: [
      { field: "tier.mall", operator: ">=", value: "gold" },
      { field: "tags", operator: "in", value: ["vip", "loyal"] },
      { field: "is_birthday", operator: "null" },
      { did: "orders", within_days: 30 },
      { did: "spend", at_least: 500, window: "rolling_3_months" },
      { did: "spend", at_most: 0, window: "year" },
      { combinator: "and", rules: [{ did: "orders", at_least: 1, at_most: 3, window: "month" }] },
    ],
  };
  expect(toCondition(toQuery(condition))).toEqual(condition);
});

test("an amount written as text is a number in the builder", () => {
  const query = toQuery({ combinator: "and", rules: [{ did: "spend", at_least: "99.5", window: "month" }] });
  expect(query.rules[0]).toMatchObject({ field: "did:spend", operator: "at_least", value: { amount: 99.5 } });
});

test("YAML's null is the operator of what is not known", () => {
  const query = toQuery({ combinator: "and", rules: [{ field: "joined_on", operator: null }] });
  expect(toCondition(query).rules).toEqual([{ field: "joined_on", operator: "null" }]);
});
