// The board's range in the URL.
import { expect, test } from "vitest";
import { readRange } from "./useBoardRange";

const none = { from: undefined, to: undefined };

test("reads a whole range", () => {
  expect(readRange(new URLSearchParams("from=2010-12&to=2011-12"))).toEqual({
    from: "2010-12",
    to: "2011-12",
  });
});

test.each(["", "from=2010-12", "from=2011-13&to=2011-14", "from=2011-05&to=2011-01", "from=x&to=y"])(
  "%s is no range",
  (query) => {
    expect(readRange(new URLSearchParams(query))).toEqual(none);
  },
);
