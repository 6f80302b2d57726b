// Query keys of the figures by tier.
import type { BoardRange } from "../overview/useBoardRange";

export const tierBoardKeys = {
  range: (range: BoardRange) => ["board", "tiers", range.from, range.to] as const,
};
