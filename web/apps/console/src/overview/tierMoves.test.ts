// Moves between tiers.
import { expect, test } from "vitest";
import { labelledMoves, movesOf } from "./tierMoves";

const name = { zh: "", en: "" };
const tiers = ["base", "silver", "gold"].map((key) => ({ key, name, color: "#000000", members: 1 }));
const moves = [
  { from: "base", to: "silver", members: 30 },
  { from: "silver", to: "gold", members: 50 },
  { from: "gold", to: "silver", members: 4 },
  { from: "gone", to: "gold", members: 9 },
];

test("counts both ways", () => {
  expect(movesOf("silver", moves)).toEqual({ movedIn: 34, movedOut: 50 });
});

test("orders by size and tells up from down", () => {
  expect(labelledMoves(tiers, moves).map(({ key, direction }) => [key, direction])).toEqual([
    ["silver-gold", "up"],
    ["base-silver", "up"],
    ["gold-silver", "down"],
  ]);
});
