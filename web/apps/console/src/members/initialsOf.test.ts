// Letters on avatars.
import { expect, test } from "vitest";
import { initialsOf } from "./initialsOf";

test.each([
  ["王小明", "小明"],
  ["店长 陈静", "陈静"],
  ["Ada Lovelace", "AL"],
  ["Customer 13085", "C"],
  ["13085", "85"],
  ["M00012368", "68"],
  ["", ""],
])("%s → %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
