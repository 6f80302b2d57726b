// The months the board shows, kept in the URL; without them the server takes the last twelve.
import { useCallback } from "react";
import { useSearchParams } from "react-router";

export interface BoardRange {
  from: string | undefined;
  to: string | undefined;
}

const MONTH_PATTERN = /^\d{4}-(0[1-9]|1[0-2])$/;

export function useBoardRange(): [BoardRange, (range: BoardRange) => void] {
  const [search, setSearch] = useSearchParams();
  const range = readRange(search);
  const setRange = useCallback(
    ({ from, to }: BoardRange) => setSearch(from && to ? { from, to } : {}),
    [setSearch],
  );
  return [range, setRange];
}

/** The range in a URL; a broken or reversed one counts as none. */
export function readRange(search: URLSearchParams): BoardRange {
  const from = search.get("from") ?? "";
  const to = search.get("to") ?? "";
  const isWhole = MONTH_PATTERN.test(from) && MONTH_PATTERN.test(to) && from <= to;
  return isWhole ? { from, to } : { from: undefined, to: undefined };
}
