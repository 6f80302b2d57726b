import type { Unit } from "@regulars/client";
import { describe, expect, it } from "vitest";
import { unitsLike, unitTree } from "./unitTree";

const unit = (code: string, above: string | null, members = 0): Unit => ({
  unit_id: code,
  parent_id: above,
  kind: above === null ? "headquarters" : "store",
  code,
  name: `Name of ${code}`,
  time_zone: null,
  closed_at: null,
  members,
});
const UNITS = [unit("hq", null, 1), unit("north", "hq"), unit("s1", "north", 10), unit("s2", "north", 20), unit("s3", "hq", 5)];

describe("unitTree", () => {
  it("adds up the members of all below", () => {
    const [hq] = unitTree(UNITS);
    expect(hq?.members).toBe(36);
    expect(hq?.children?.map(({ unit: { code }, members }) => [code, members])).toEqual([
      ["north", 30],
      ["s3", 5],
    ]);
  });

  it("gives a unit without anything below it no children at all", () => {
    expect(unitTree([unit("hq", null)])[0]).not.toHaveProperty("children");
  });
});

describe("unitsLike", () => {
  it("keeps what stands above what it finds", () => {
    expect(unitsLike(UNITS, " S2 ").map(({ code }) => code)).toEqual(["hq", "north", "s2"]);
  });

  it("keeps all for no text", () => {
    expect(unitsLike(UNITS, " ")).toHaveLength(5);
  });
});
