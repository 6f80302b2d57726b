// The member list's filter in the URL.
import { expect, test } from "vitest";
import { conditionsCount, readFilter, writeFilter } from "./membersFilter";

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

test("writes and reads back the same filter", () => {
  const query = "q=O%27Hara&lifecycle=lost&debt=true&sort=-points&limit=50";
  expect(writeFilter(readFilter(new URLSearchParams(query))).toString()).toBe(query);
});
