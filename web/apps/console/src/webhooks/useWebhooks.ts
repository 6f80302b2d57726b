// Endpoints: the list, and all that can be done with one.
import { unwrap, type EndpointChange, type NewEndpoint } from "@regulars/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { webhookKeys } from "./webhookKeys";

const REFRESH_MS = 10_000;

export function useWebhooks() {
  return useQuery({
    queryKey: webhookKeys.list,
    refetchInterval: REFRESH_MS,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/webhooks", { signal })),
  });
}

export function useFactTypes() {
  return useQuery({
    queryKey: webhookKeys.types,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/webhooks/types", { signal })),
  });
}

function useChanged() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: webhookKeys.all });
}

export function useAddWebhook() {
  const onSuccess = useChanged();
  return useMutation({
    onSuccess,
    mutationFn: (body: NewEndpoint) => unwrap(api.POST("/v1/webhooks", { body })),
  });
}

export function useChangeWebhook() {
  const onSuccess = useChanged();
  return useMutation({
    onSuccess,
    mutationFn: ({ id, ...body }: EndpointChange & { id: string }) =>
      unwrap(
        api.PATCH("/v1/webhooks/{endpoint_id}", { params: { path: { endpoint_id: id } }, body }),
      ),
  });
}

export function useRemoveWebhook() {
  const onSuccess = useChanged();
  return useMutation({
    onSuccess,
    mutationFn: (id: string) =>
      unwrap(api.DELETE("/v1/webhooks/{endpoint_id}", { params: { path: { endpoint_id: id } } })),
  });
}

export function useRotateSecret() {
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(
        api.POST("/v1/webhooks/{endpoint_id}/secret", { params: { path: { endpoint_id: id } } }),
      ),
  });
}

export function usePing() {
  const onSuccess = useChanged();
  return useMutation({
    onSuccess,
    mutationFn: (id: string) =>
      unwrap(
        api.POST("/v1/webhooks/{endpoint_id}/ping", { params: { path: { endpoint_id: id } } }),
      ),
  });
}

export function useReplay(id: string) {
  const onSuccess = useChanged();
  return useMutation({
    onSuccess,
    mutationFn: (since: string) =>
      unwrap(
        api.POST("/v1/webhooks/{endpoint_id}/replay", {
          params: { path: { endpoint_id: id } },
          body: { since },
        }),
      ),
  });
}
