// Choices of a field.
import { expect, test } from "vitest";
import { choicesOf, rowsOf } from "./choiceRows";

test("rows come back as they were", () => {
  expect(choicesOf(rowsOf({ tea: "茶", film: "电影" }))).toEqual({ tea: "茶", film: "电影" });
});

test("a new name gets a value that no other row has, and an empty row is none", () => {
  expect(choicesOf([{ value: "c1", name: "茶" }, { name: " 电影 " }, { name: " " }])).toEqual({
    c1: "茶",
    c2: "电影",
  });
});
