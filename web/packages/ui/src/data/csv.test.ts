// CSV files: quoting, and no formulas.
import { expect, test } from "vitest";
import { toCsv } from "./csv";

test("quotes what needs quoting and leaves numbers bare", () => {
  expect(toCsv(["a", "b"], [["x, y", 1.5], ['say "hi"', null]])).toBe(
    'a,b\r\n"x, y",1.5\r\n"say ""hi""",\r\n',
  );
});

test("does not hand a spreadsheet a formula", () => {
  expect(toCsv(["name"], [["=1+1"], ["-cmd"], ["-12"]])).toBe("name\r\n'=1+1\r\n'-cmd\r\n-12\r\n");
});
