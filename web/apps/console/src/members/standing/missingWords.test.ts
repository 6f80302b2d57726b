import type { RequirementProgress } from "@regulars/client";
import { describe, expect, it } from "vitest";
import { stillMissing } from "./missingWords";

const clause = (group: "all" | "any", part: number, met: boolean): RequirementProgress => ({
  metric: `m${String(part)}`,
  name: { zh: "消费", en: "Spend" },
  unit: "money",
  window: { zh: "自然年", en: "calendar year" },
  required: 2,
  group,
  part,
  in_each_month: null,
  when: null,
  have: met ? 2 : 1,
  missing: met ? 0 : 1,
  met,
});

describe("stillMissing", () => {
  it("is nothing once any part of an `any` holds", () => {
    expect(stillMissing([clause("any", 0, true), clause("any", 1, false)])).toEqual([]);
  });
  it("asks for what is missing of each part of an `any`, met clauses left out", () => {
    const open = [clause("any", 0, false), clause("any", 1, true), clause("any", 1, false)];
    expect(stillMissing(open)).toEqual([open[0], open[2]]);
  });
  it("leaves out a part of an `all` of which one alternative holds", () => {
    const open = [clause("all", 0, false), clause("all", 1, true), clause("all", 1, false)];
    expect(stillMissing(open)).toEqual([open[0]]);
  });
});
