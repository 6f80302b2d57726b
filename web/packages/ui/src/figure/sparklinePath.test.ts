// Sparkline geometry.
import { expect, test } from "vitest";
import { sparklinePath } from "./sparklinePath";

test("spans the box from its lowest to its highest value", () => {
  const { line, last } = sparklinePath([0, 10, 5], 100, 32);
  expect(line).toBe("M0,30L50,2L100,16");
  expect(last).toEqual([100, 16]);
});

test("a flat series runs through the middle", () => {
  expect(sparklinePath([3, 3], 10, 32).line).toBe("M0,16L10,16");
});

test("one month draws nothing", () => {
  expect(sparklinePath([3], 10, 32).last).toBeNull();
});
