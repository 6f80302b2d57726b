// Presets of the board's range.
import { expect, test } from "vitest";
import { monthsBefore, rangePresets } from "./rangePresets";

test("counts months back across years", () => {
  expect(monthsBefore("2011-01", 1)).toBe("2010-12");
  expect(monthsBefore("2011-12", 11)).toBe("2011-01");
  expect(monthsBefore("2011-12", 24)).toBe("2009-12");
});

test("presets stay inside the data", () => {
  const presets = rangePresets("2011-03", "2011-12");
  expect(presets.map(({ key }) => key)).toEqual(["last3", "last12", "thisYear", "all"]);
  expect(presets.every(({ from }) => from >= "2011-03")).toBe(true);
});
