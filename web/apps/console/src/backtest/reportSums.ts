// Small sums over a report.
import type { BacktestReport, FlowMonth, LadderReport } from "@regulars/client";

export interface Both {
  was: number;
  would: number;
}

type Wallets = BacktestReport["wallets"];

/** What points cost over the whole range, in money. */
export function costOf(wallets: Wallets): Both {
  const sum = (months: FlowMonth[]) => months.reduce((total, month) => total + month.cost_minor, 0);
  return added(wallets.map(({ in_force, draft }) => ({ was: sum(in_force), would: sum(draft) })));
}

/** A level at the end of the range. */
export function lastOf(wallets: Wallets, key: "liability_minor" | "outstanding"): Both {
  return added(
    wallets.map(({ in_force, draft }) => ({
      was: in_force.at(-1)?.[key] ?? 0,
      would: draft.at(-1)?.[key] ?? 0,
    })),
  );
}

export interface Move {
  from: string;
  to: string;
  members: number;
}

/** Moves of all months by pair of tiers, in the order of the ladder. */
export function movesInRange(
  moves: LadderReport["moves_draft"],
  tiers: LadderReport["tiers"],
): Move[] {
  const sums = new Map<string, Move>();
  for (const { from, to, members } of moves) {
    const known = sums.get(`${from} ${to}`);
    if (known) known.members += members;
    else sums.set(`${from} ${to}`, { from, to, members });
  }
  const level = new Map(tiers.map(({ key }, index) => [key, index]));
  const order = ({ from, to }: Move) =>
    (level.get(from) ?? tiers.length) * 100 + (level.get(to) ?? tiers.length);
  return [...sums.values()].sort((one, other) => order(one) - order(other));
}

function added(parts: Both[]): Both {
  return parts.reduce(
    (sum, part) => ({ was: sum.was + part.was, would: sum.would + part.would }),
    { was: 0, would: 0 },
  );
}
