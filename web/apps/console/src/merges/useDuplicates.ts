// Members who may be one person, and saying that two of them are not.
import { unwrap } from "@regulars/client";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { mergeKeys } from "./mergeKeys";

export function useDuplicates(cursor: string | undefined) {
  return useQuery({
    queryKey: mergeKeys.page(cursor),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(api.GET("/v1/duplicates", { params: { query: { cursor } }, signal })),
  });
}

export function useDismiss() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (pair: { first_id: string; second_id: string }) =>
      unwrap(api.POST("/v1/duplicates/dismiss", { body: pair })),
    onSuccess: () => queries.invalidateQueries({ queryKey: mergeKeys.duplicates }),
  });
}
