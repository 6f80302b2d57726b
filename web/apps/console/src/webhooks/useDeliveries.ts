// What was sent to an endpoint, and sending again what was given up.
import { unwrap, type DeliveryStatus } from "@regulars/client";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { webhookKeys } from "./webhookKeys";

const REFRESH_MS = 5_000;

export type StatusChoice = DeliveryStatus | "all";

export function useDeliveries(endpointId: string, status: StatusChoice, cursor: string | undefined) {
  return useQuery({
    queryKey: webhookKeys.deliveries(endpointId, status, cursor),
    placeholderData: keepPreviousData,
    // The first page is where news arrives.
    refetchInterval: cursor ? false : REFRESH_MS,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/webhooks/{endpoint_id}/deliveries", {
          params: {
            path: { endpoint_id: endpointId },
            query: { status: status === "all" ? undefined : status, cursor },
          },
          signal,
        }),
      ),
  });
}

export function useRetry(endpointId: string) {
  const queries = useQueryClient();
  return useMutation({
    onSuccess: () => queries.invalidateQueries({ queryKey: webhookKeys.all }),
    mutationFn: (deliveryNo: number | "all") =>
      deliveryNo === "all"
        ? unwrap(
            api.POST("/v1/webhooks/{endpoint_id}/deliveries/retry", {
              params: { path: { endpoint_id: endpointId } },
            }),
          )
        : unwrap(
            api.POST("/v1/webhooks/{endpoint_id}/deliveries/{delivery_no}/retry", {
              params: { path: { endpoint_id: endpointId, delivery_no: deliveryNo } },
            }),
          ),
  });
}
