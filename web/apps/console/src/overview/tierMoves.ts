// Reading the moves between tiers.
import type { TierCount, TierMove } from "@regulars/client";

export interface LabelledMove {
  key: string;
  from: TierCount;
  to: TierCount;
  members: number;
  direction: "up" | "down";
}

/** How many moved into a tier and out of it. */
export function movesOf(key: string, moves: TierMove[]): { movedIn: number; movedOut: number } {
  const sum = (side: "from" | "to") =>
    moves.filter((move) => move[side] === key).reduce((total, move) => total + move.members, 0);
  return { movedIn: sum("to"), movedOut: sum("from") };
}

/** Moves with their tiers, largest first; the order of `tiers` is from low to high. */
export function labelledMoves(tiers: TierCount[], moves: TierMove[]): LabelledMove[] {
  const rank = new Map(tiers.map((tier, index) => [tier.key, { tier, index }]));
  return moves
    .flatMap((move): LabelledMove[] => {
      const from = rank.get(move.from);
      const to = rank.get(move.to);
      if (!from || !to || move.members === 0) return [];
      return [
        {
          key: `${move.from}-${move.to}`,
          from: from.tier,
          to: to.tier,
          members: move.members,
          direction: to.index > from.index ? "up" : "down",
        },
      ];
    })
    .sort((one, other) => other.members - one.members);
}
