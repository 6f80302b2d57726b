// The earlier row that a fault names.
import { expect, test } from "vitest";
import { earlierRow } from "./earlierRow";

const fault = { row: 5, column: "phone" };

test("is told apart from the value", () => {
  const named = { ...fault, reason: "identity_of_earlier_row", value: "13800138000 (row 3)" };
  expect(earlierRow(named)).toEqual({ value: "13800138000", row: "3" });
});

test("is looked for only where a fault is about one", () => {
  const other = { ...fault, reason: "tag_unknown", value: "vip (row 3)" };
  expect(earlierRow(other)).toEqual({ value: "vip (row 3)", row: null });
});
