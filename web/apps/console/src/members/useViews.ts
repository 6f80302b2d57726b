// Saved views of the member list, and all that can be done with one.
import { unwrap, type NewView, type ViewChange } from "@regulars/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { memberKeys } from "./memberKeys";

export function useViews() {
  return useQuery({
    queryKey: memberKeys.views,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/member-views", { signal })),
  });
}

function useChanged() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: memberKeys.views });
}

export function useSaveView() {
  const onSuccess = useChanged();
  return useMutation({
    onSuccess,
    mutationFn: (body: NewView) => unwrap(api.POST("/v1/member-views", { body })),
  });
}

export function useChangeView() {
  const onSuccess = useChanged();
  return useMutation({
    onSuccess,
    mutationFn: ({ id, ...body }: ViewChange & { id: string }) =>
      unwrap(api.PATCH("/v1/member-views/{view_id}", { params: { path: { view_id: id } }, body })),
  });
}

export function useRemoveView() {
  const onSuccess = useChanged();
  return useMutation({
    onSuccess,
    mutationFn: (id: string) =>
      unwrap(api.DELETE("/v1/member-views/{view_id}", { params: { path: { view_id: id } } })),
  });
}
