// The filter in the address, and what is asked of the API.
import { expect, test } from "vitest";
import { exportPath, queryOf, readFilter, writeFilter } from "./auditFilter";

test("the address keeps the filter", () => {
  const filter = { kind: "read", actor: "lin", memberId: "m-1" } as const;
  expect(readFilter(writeFilter(filter))).toEqual(filter);
  expect(writeFilter(readFilter(new URLSearchParams("kind=all&other=1"))).toString()).toBe("");
});

test.each([
  ["lin", "staff:lin"],
  ["key:till 12", "key:till 12"],
  ["command line", "command line"],
])("%s is looked for as %s", (typed, actor) => {
  expect(queryOf({ kind: undefined, actor: typed, memberId: "" })).toEqual({ actor });
});

test("an export has the same filter", () => {
  expect(exportPath({ kind: "change", actor: "lin", memberId: "" })).toBe(
    "/v1/audit/export?kind=change&actor=staff%3Alin&format=csv",
  );
});
