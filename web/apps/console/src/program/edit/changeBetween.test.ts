// Only what differs is put into the editor.
import { expect, test } from "vitest";
import { changeBetween } from "./changeBetween";

test.each([
  ["same", "same", { from: 4, to: 4, insert: "" }],
  ["a: 1\nb: 2\n", "a: 1\nwhen: x\nb: 2\n", { from: 5, to: 5, insert: "when: x\n" }],
  ["one two three", "one three", { from: 5, to: 9, insert: "" }],
  ["aa", "aaa", { from: 2, to: 2, insert: "a" }],
  ["", "new", { from: 0, to: 0, insert: "new" }],
])("%j becomes %j", (before, after, change) => {
  expect(changeBetween(before, after)).toEqual(change);
  const { from, to, insert } = changeBetween(before, after);
  expect(before.slice(0, from) + insert + before.slice(to)).toBe(after);
});
