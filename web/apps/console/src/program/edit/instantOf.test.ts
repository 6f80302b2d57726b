// Wall-clock times of a zone as instants, also around a change of the clocks.
import { expect, test } from "vitest";
import { instantOf } from "./instantOf";

test.each([
  ["2026-01-01T08:00", "Asia/Shanghai", "2026-01-01T00:00:00.000Z"],
  ["2026-07-01T00:00", "Europe/London", "2026-06-30T23:00:00.000Z"],
  ["2026-03-29T03:30", "Europe/Paris", "2026-03-29T01:30:00.000Z"],
  ["2026-10-25T12:00", "America/New_York", "2026-10-25T16:00:00.000Z"],
  ["2026-01-01T00:00", "UTC", "2026-01-01T00:00:00.000Z"],
])("%s in %s is %s", (local, zone, instant) => {
  expect(instantOf(local, zone)).toBe(instant);
});
