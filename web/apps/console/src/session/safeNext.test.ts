// The way back after log-in.
import { expect, test } from "vitest";
import { safeNext } from "./safeNext";

test("leads back to a page of the console", () => {
  expect(safeNext("/members?tier=gold")).toBe("/members?tier=gold");
});

test.each([null, "", "https://evil.example", "//evil.example", "/\\evil.example", "/login"])(
  "%s leads to the board",
  (next) => {
    expect(safeNext(next)).toBe("/");
  },
);
