// Lines of an event's body.
import { expect, test } from "vitest";
import { linesOf } from "./eventLines";

test("finds the lines of an order", () => {
  const body = {
    type: "order.paid",
    data: { lines: [{ line_id: "1", sku: "85123A", name: "LANTERN", quantity: 6, amount_minor: 1530 }] },
  };
  expect(linesOf(body)).toEqual([
    { key: "1", name: "LANTERN", quantity: 6, amountMinor: 1530 },
  ]);
});

test.each([null, {}, { data: { lines: "none" } }, { data: [] }])("%j has no lines", (body) => {
  expect(linesOf(body as Record<string, unknown> | null)).toEqual([]);
});
