// Expiries by month.
import { expect, test } from "vitest";
import { expiryMonths } from "./expiryMonths";

test("keeps the empty months between", () => {
  const months = expiryMonths(
    [
      { on: "2011-12-20", points: 10 },
      { on: "2012-02-15", points: 5 },
      { on: "2012-02-29", points: 7 },
    ],
    "2011-11-20",
  );
  expect(months).toEqual([
    { month: "2011-11", points: 0, isSoon: false },
    { month: "2011-12", points: 10, isSoon: true },
    { month: "2012-01", points: 0, isSoon: false },
    { month: "2012-02", points: 12, isSoon: false },
  ]);
});

test("nothing expires, nothing is drawn", () => {
  expect(expiryMonths([], "2011-11-20")).toEqual([]);
});

test("an expiry far away does not make an endless axis", () => {
  expect(expiryMonths([{ on: "2099-01-01", points: 1 }], "2011-11-20")).toHaveLength(24);
});
