// API keys: list, create, replace, revoke.
import { unwrap, type NewApiKey } from "@regulars/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { apiKeyKeys } from "./apiKeyKeys";

export function useApiKeys() {
  return useQuery({
    queryKey: apiKeyKeys.list,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/keys", { signal })),
  });
}

export function useCreateKey() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: NewApiKey) => unwrap(api.POST("/v1/keys", { body })),
    onSuccess: refresh,
  });
}

export function useRotateKey() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ keyId, overlapHours }: { keyId: string; overlapHours: number }) =>
      unwrap(
        api.POST("/v1/keys/{key_id}/rotate", {
          params: { path: { key_id: keyId } },
          body: { overlap_hours: overlapHours },
        }),
      ),
    onSuccess: refresh,
  });
}

export function useRevokeKey() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (keyId: string) =>
      unwrap(api.DELETE("/v1/keys/{key_id}", { params: { path: { key_id: keyId } } })),
    onSuccess: refresh,
  });
}

function useRefresh() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: apiKeyKeys.list });
}
