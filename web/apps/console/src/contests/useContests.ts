// The contests of the program in force, who is how far in one, and closing it.
import { unwrap } from "@regulars/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { memberKeys } from "../members/memberKeys";
import { useMay } from "../session/useMay";
import { contestKeys } from "./contestKeys";

export function useContests() {
  const may = useMay();
  return useQuery({
    queryKey: contestKeys.list,
    enabled: may("board:read"),
    queryFn: ({ signal }) => unwrap(api.GET("/v1/contests", { signal })),
  });
}

export function useStanding(honour: string) {
  return useQuery({
    queryKey: contestKeys.standing(honour),
    queryFn: ({ signal }) => unwrap(api.GET("/v1/contests/{honour}", { params: { path: { honour } }, signal })),
  });
}

export function useClose(honour: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST("/v1/contests/{honour}/close", { params: { path: { honour } } })),
    onSuccess: () =>
      Promise.all([contestKeys.all, memberKeys.all].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
