// The choice of columns.
import { expect, test } from "vitest";
import { DEFAULT_COLUMNS, knownColumns } from "./memberColumns";

test("keeps the known ones in the table's order", () => {
  expect(knownColumns(["spend", "shoe_size", "tier"])).toEqual(["tier", "spend"]);
});

test("an empty choice is the default", () => {
  expect(knownColumns([""])).toBe(DEFAULT_COLUMNS);
});
