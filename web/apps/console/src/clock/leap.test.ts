import { describe, expect, test } from "vitest";
import { wayDone } from "./leap";

const FROM = "2026-01-01T00:00:00Z";
const TO = "2026-01-11T00:00:00Z";

describe("the share of the way done", () => {
  test("grows with the time that has passed inside", () => {
    expect(wayDone(FROM, FROM, TO)).toBe(0);
    expect(wayDone(FROM, "2026-01-04T12:00:00Z", TO)).toBe(35);
    expect(wayDone(FROM, TO, TO)).toBe(100);
  });
  test("never leaves its bounds", () => {
    expect(wayDone(FROM, "2025-12-31T00:00:00Z", TO)).toBe(0);
    expect(wayDone(FROM, "2027-01-01T00:00:00Z", TO)).toBe(100);
    expect(wayDone(FROM, FROM, FROM)).toBe(100);
  });
});
