// A figure can be opened.
import { expect, test } from "vitest";
import { headlineLink, membersLink } from "./boardLinks";

const months = { from: "2010-12", to: "2011-12" };

test("new members open the members who joined in the range", () => {
  expect(headlineLink("members_new", months)).toBe(
    "/members?joined_from=2010-12&joined_to=2011-12&sort=-joined_at",
  );
});

test("the active share opens the active", () => {
  expect(headlineLink("active_share", months)).toBe("/members?lifecycle=active");
});

test("no filter is the whole list", () => {
  expect(membersLink({})).toBe("/members");
});
