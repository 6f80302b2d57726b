// Query keys of the board.
import type { BoardRange } from "./useBoardRange";

export const boardKeys = {
  all: ["board"] as const,
  range: (range: BoardRange) => ["board", range.from, range.to] as const,
};
