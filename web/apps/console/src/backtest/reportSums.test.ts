import type { BacktestReport, FlowMonth, LadderReport } from "@regulars/client";
import { expect, test } from "vitest";
import { costOf, lastOf, movesInRange } from "./reportSums";
import { shareDone } from "./shareDone";

const month = (cost_minor: number, liability_minor: number) =>
  ({ cost_minor, liability_minor }) as FlowMonth;
const wallets = [
  { in_force: [month(1, 10), month(2, 20)], draft: [month(3, 30), month(4, 40)] },
  { in_force: [month(5, 50)], draft: [] },
] as unknown as BacktestReport["wallets"];

test("cost is summed over months, a level is that of the last one", () => {
  expect(costOf(wallets)).toEqual({ was: 8, would: 7 });
  expect(lastOf(wallets, "liability_minor")).toEqual({ was: 70, would: 40 });
});

test("moves of all months are summed by pair and stand in the order of the ladder", () => {
  const tiers = [{ key: "low" }, { key: "high" }] as LadderReport["tiers"];
  const moves = [
    { month: "2025-01", from: "high", to: "low", members: 1 },
    { month: "2025-01", from: "low", to: "high", members: 2 },
    { month: "2025-02", from: "low", to: "high", members: 3 },
  ];
  expect(movesInRange(moves, tiers)).toEqual([
    { from: "low", to: "high", members: 5 },
    { from: "high", to: "low", members: 1 },
  ]);
});

test("nothing is done before the total is known, and never more than all", () => {
  expect(shareDone({ events_done: 0, events_total: null })).toBe(0);
  expect(shareDone({ events_done: 5, events_total: 10 })).toBe(0.5);
  expect(shareDone({ events_done: 11, events_total: 10 })).toBe(1);
});
