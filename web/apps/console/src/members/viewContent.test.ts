// A view gives back the list it was saved from.
import { expect, test } from "vitest";
import { DEFAULT_COLUMNS } from "./memberColumns";
import { readFilter } from "./membersFilter";
import { contentOf, filterOf, isShown } from "./viewContent";

const CONDITION = '{"combinator":"and","rules":[{"field":"joined_on","operator":"null"}]}';

test("filters, condition and order come back", () => {
  const filter = readFilter(new URLSearchParams({ tier: "gold", condition: CONDITION, sort: "-spend", limit: "50" }));
  const content = contentOf(filter, DEFAULT_COLUMNS);
  expect(content.filters).toEqual({ tier: "gold" });
  expect(filterOf(content)).toEqual({ ...filter, limit: 20 });
  expect(isShown(content, filter)).toBe(true);
  expect(isShown(content, { ...filter, tier: "silver" })).toBe(false);
});
