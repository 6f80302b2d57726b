// The figures of each tier for a range of months.
import { unwrap } from "@regulars/client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import type { BoardRange } from "../overview/useBoardRange";
import { tierBoardKeys } from "./tierBoardKeys";

export function useTierBoard(range: BoardRange) {
  return useQuery({
    queryKey: tierBoardKeys.range(range),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/board/tiers", {
          params: { query: range.from ? { from: range.from, to: range.to } : {} },
          signal,
        }),
      ),
  });
}
