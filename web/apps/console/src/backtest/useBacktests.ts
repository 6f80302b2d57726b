// Asking for backtests, watching them, and reading what they found.
import { unwrap, type AskBacktest, type Backtest } from "@regulars/client";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { backtestKeys } from "./backtestKeys";

const LOOK_AGAIN_MS = 1_000;
const PAGE_SIZE = 20;

export type Side = "winners" | "losers";

export function isUnderWay({ status }: Pick<Backtest, "status">): boolean {
  return status === "waiting" || status === "running";
}

export function useBacktestList() {
  return useQuery({
    queryKey: backtestKeys.list,
    staleTime: 0,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/program/backtests", { signal })),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? LOOK_AGAIN_MS : false),
  });
}

export function useBacktest(id: string) {
  return useQuery({
    queryKey: backtestKeys.one(id),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/program/backtests/{backtest_id}", {
          params: { path: { backtest_id: id } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) =>
      state.data && isUnderWay(state.data) ? LOOK_AGAIN_MS : false,
  });
}

export function useAskBacktest() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: AskBacktest) => unwrap(api.POST("/v1/program/backtests", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: backtestKeys.list }),
  });
}

export function useCancelBacktest(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      unwrap(
        api.POST("/v1/program/backtests/{backtest_id}/cancel", {
          params: { path: { backtest_id: id } },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: backtestKeys.all }),
  });
}

export function useAffected(id: string, side: Side, cursor: string | undefined) {
  return useQuery({
    queryKey: backtestKeys.affected(id, side, cursor),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/program/backtests/{backtest_id}/members", {
          params: { path: { backtest_id: id }, query: { side, cursor, limit: PAGE_SIZE } },
          signal,
        }),
      ),
  });
}

export function useLife(id: string, memberId: string, differing: boolean, cursor: string | undefined) {
  return useQuery({
    queryKey: backtestKeys.life(id, memberId, differing, cursor),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/program/backtests/{backtest_id}/members/{member_id}", {
          params: {
            path: { backtest_id: id, member_id: memberId },
            query: { differing, cursor, limit: PAGE_SIZE },
          },
          signal,
        }),
      ),
  });
}
