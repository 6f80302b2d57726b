// Changes of figures between periods.
import { expect, test } from "vitest";
import { changeOf } from "./changeOf";

test("counts change in proportion", () => {
  expect(changeOf(150, 100, false)).toEqual({ amount: 0.5, direction: "up" });
  expect(changeOf(50, -100, false)?.direction).toBe("up");
});

test("ratios change by their difference", () => {
  const change = changeOf(0.4, 0.5, true);
  expect(change?.direction).toBe("down");
  expect(change?.amount).toBeCloseTo(-0.1);
});

test("nothing is compared with nothing", () => {
  expect(changeOf(5, 0, false)).toBeNull();
  expect(changeOf(5, null, true)).toBeNull();
});

test("a change too small to be shown is level", () => {
  expect(changeOf(100_001, 100_000, false)?.direction).toBe("level");
});
