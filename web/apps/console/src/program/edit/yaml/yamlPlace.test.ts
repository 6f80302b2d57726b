// The place of the mark | in a text.
import { expect, test } from "vitest";
import { placeAt } from "./yamlPlace";

function at(marked: string) {
  const place = placeAt(marked.replace("|", ""), marked.indexOf("|"));
  return (
    place && {
      path: place.steps.map(({ name }) => name ?? "*").join("."),
      kind: place.kind,
      beside: place.beside,
      item: place.steps.findLast(({ name }) => name === null)?.beside,
    }
  );
}

const WALLETS = "program: mall\nwallets:\n  - key: points\n    kind: points\n";

test.each([
  ["la|", "", "name"],
  ["program: |", "program", "value"],
  ["late_days: 3|0", "late_days", "value"],
  ["currency:\n  co|", "currency", "name"],
  ["currency: {code: CNY, di|", "currency", "name"],
  ["currency: {code: C|", "currency.code", "value"],
  ["name: {zh: 商场, en: M|}", "name.en", "value"],
  [`${WALLETS}    sp|`, "wallets.*", "name"],
  [`${WALLETS}    spend_order: |`, "wallets.*.spend_order", "value"],
  [`${WALLETS}    expiry: {kind: |}`, "wallets.*.expiry.kind", "value"],
  [`${WALLETS}  - k|`, "wallets.*", "name"],
  [`${WALLETS}  - |`, "wallets.*", "name"],
  ["rules:\n- key: base\n  k|", "rules.*", "name"],
  ["rules:\n- key: base\n  limit:\n    per: |", "rules.*.limit.per", "value"],
  ["rules:\n  - {key: a, k|}", "rules.*", "name"],
  ["ladders:\n  - key: mall\n    tiers:\n      - {key: regular}\n      - key: silver\n        re|", "ladders.*.tiers.*", "name"],
  ["a:\n  reach: {all: [{metric: spend, |", "a.reach.all.*", "name"],
  ["a:\n  reach: {all: [{metric: |", "a.reach.all.*.metric", "value"],
  ["lines: {kinds: [go|", "lines.kinds.*", "value"],
  ["wallets:\n  - key: points\n\n# words\nladders:\n  - ke|", "ladders.*", "name"],
])("%j", (marked, path, kind) => {
  expect(at(marked)).toMatchObject({ path, kind });
});

test("what stands beside is known, above and below", () => {
  const beside = at("rules:\n  - key: base # the base\n    |\n    kind: per_amount\n  - key: other\n")?.beside;
  expect(beside).toEqual({ key: "base", kind: "per_amount" });
  expect(at("rules:\n  - {key: a, |, kind: per_step}\n")?.beside).toEqual({ key: "a", kind: "per_step" });
});

test("an item above says its kind", () => {
  const place = at("rules:\n  - key: base\n    kind: per_action\n    limit:\n      per: |\n");
  expect(place?.item).toEqual({ key: "base", kind: "per_action", limit: "" });
});

test("there is no place in a comment", () => {
  expect(at("late_days: 30 # as|")).toBeNull();
  expect(at('color: "#8c|"')).toMatchObject({ path: "color", kind: "value" });
});
