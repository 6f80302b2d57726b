// The figures of the board for a range of months.
import { unwrap } from "@regulars/client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { boardKeys } from "./boardKeys";
import type { BoardRange } from "./useBoardRange";

export function useBoard(range: BoardRange) {
  return useQuery({
    queryKey: boardKeys.range(range),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/board", {
          params: { query: range.from ? { from: range.from, to: range.to } : {} },
          signal,
        }),
      ),
  });
}
