// Column heads and the server's orders.
import { expect, test } from "vitest";
import { orderOf, ordersOf, sortOf } from "./memberSort";

test("a column offers only the orders the server knows", () => {
  expect(ordersOf("spend")).toEqual(["descend", "ascend"]);
  expect(ordersOf("growth")).toEqual(["descend"]);
  expect(ordersOf("member_no")).toEqual(["ascend"]);
});

test("heads and sorts translate both ways", () => {
  expect(sortOf("points", "descend")).toBe("-points");
  expect(orderOf("points", "-points")).toBe("descend");
  expect(sortOf("points", null)).toBeUndefined();
});
