// Rules gathered by wallet.
import { expect, test } from "vitest";
import { rulesByWallet } from "./rulesByWallet";

const words = { zh: "", en: "" };
const rule = (key: string, wallet: string) => ({ key, kind: "earn", wallet, text: words });

test("every rule has its place, the strays last", () => {
  const groups = rulesByWallet({
    wallets: [
      { key: "points", name: words, text: words },
      { key: "growth", name: words, text: words },
    ],
    rules: [rule("a", "points"), rule("b", ""), rule("c", "points"), rule("d", "gone")],
  });
  expect(groups.map(({ wallet, rules }) => [wallet?.key, rules.map(({ key }) => key)])).toEqual([
    ["points", ["a", "c"]],
    [undefined, ["b", "d"]],
  ]);
});
