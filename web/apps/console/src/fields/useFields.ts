// Custom fields: the list, and declaring and changing one.
import { unwrap, type CustomFieldChange, type NewCustomField } from "@regulars/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { conditionKeys } from "../conditions/conditionKeys";
import { memberKeys } from "../members/memberKeys";
import { fieldKeys } from "./fieldKeys";

export function useFields() {
  return useQuery({
    queryKey: fieldKeys.list,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/member-fields", { signal })),
  });
}

function useChanged() {
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: fieldKeys.all }),
      queries.invalidateQueries({ queryKey: conditionKeys.all }),
      queries.invalidateQueries({ queryKey: memberKeys.all }),
    ]);
}

export function useDeclareField() {
  const onSuccess = useChanged();
  return useMutation({
    onSuccess,
    mutationFn: (body: NewCustomField) => unwrap(api.POST("/v1/member-fields", { body })),
  });
}

export function useChangeField() {
  const onSuccess = useChanged();
  return useMutation({
    onSuccess,
    mutationFn: ({ key, ...body }: CustomFieldChange & { key: string }) =>
      unwrap(api.PATCH("/v1/member-fields/{key}", { params: { path: { key } }, body })),
  });
}
