// How people get in: what holds, what a change of it would do, and the change.
import { unwrap, type SecurityChange } from "@regulars/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { accountKeys } from "../account/accountKeys";
import { api } from "../api/client";

const KEY = ["security"];

export function useSecurity() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/security", { signal })),
  });
}

export function useTrySecurity() {
  return useMutation({
    mutationFn: (body: SecurityChange) => unwrap(api.POST("/v1/security/preview", { body })),
  });
}

export function useChangeSecurity() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: SecurityChange) => unwrap(api.PATCH("/v1/security", { body })),
    onSuccess: (settings) => {
      queries.setQueryData(KEY, settings);
      return queries.invalidateQueries({ queryKey: accountKeys.all });
    },
  });
}
