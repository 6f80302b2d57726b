// The member list's filter in the URL.
import { expect, test } from "vitest";
import { conditionOf, conditionsCount, isByCondition, readFilter, writeFilter } from "./membersFilter";

test("reads what a board's link says", () => {
  const filter = readFilter(new URLSearchParams("joined_from=2011-03&joined_to=2011-03&tier=gold"));
  expect(filter).toMatchObject({
    joined_from: "2011-03",
    joined_to: "2011-03",
    tier: "gold",
    sort: "-last_order_at",
    limit: 20,
  });
  expect(conditionsCount(filter)).toBe(2);
});

test("leaves out what is not a filter", () => {
  const filter = readFilter(
    new URLSearchParams("sort=evil&limit=7&lifecycle=asleep&joined_from=2011&debt=no"),
  );
  expect(writeFilter(filter).toString()).toBe("");
});

test("a condition stands in the address, and nothing else under its name", () => {
  const condition = '{"combinator":"and","rules":[{"field":"joined_on","operator":"null"}]}';
  const filter = readFilter(new URLSearchParams({ condition }));
  expect(conditionOf(filter)?.rules).toHaveLength(1);
  expect([conditionsCount(filter), isByCondition(filter)]).toEqual([1, true]);
  expect(isByCondition({ ...filter, tier: "gold" })).toBe(false);
  expect(readFilter(new URLSearchParams({ condition: "{broken" })).condition).toBeUndefined();
  expect(readFilter(new URLSearchParams({ condition: "[]" })).condition).toBeUndefined();
});

test("writes and reads back the same filter", () => {
  const query = "q=O%27Hara&lifecycle=lost&debt=true&sort=-points&limit=50";
  expect(writeFilter(readFilter(new URLSearchParams(query))).toString()).toBe(query);
});
