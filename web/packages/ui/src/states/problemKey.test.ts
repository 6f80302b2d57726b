// Which words an error gets.
import { ApiProblem } from "@regulars/client";
import { expect, test } from "vitest";
import { problemKey } from "./problemKey";

test.each([
  [0, "network"],
  [403, "forbidden"],
  [404, "missing"],
  [409, "conflict"],
  [422, "invalid"],
  [429, "busy"],
  [500, "server"],
  [418, "unexpected"],
])("status %i is %s", (status, key) => {
  expect(problemKey(new ApiProblem(status, {}))).toBe(key);
});

test("anything else is unexpected", () => {
  expect(problemKey(new Error("bug"))).toBe("unexpected");
});
