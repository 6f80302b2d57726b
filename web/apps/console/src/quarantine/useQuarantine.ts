// Events that are held, and letting one of them through.
import { unwrap, type QuarantinedEvent } from "@regulars/client";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { memberKeys } from "../members/memberKeys";
import { boardKeys } from "../overview/boardKeys";
import { quarantineKeys } from "./quarantineKeys";

export function useQuarantine(cursor: string | undefined) {
  return useQuery({
    queryKey: quarantineKeys.page(cursor),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(api.GET("/v1/quarantine", { params: { query: { cursor } }, signal })),
  });
}

export function useRelease() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ source, id }: Pick<QuarantinedEvent, "source" | "id">) =>
      unwrap(api.POST("/v1/quarantine/release", { body: { source, id } })),
    onSuccess: () =>
      Promise.all(
        [quarantineKeys.all, memberKeys.all, boardKeys.all].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
