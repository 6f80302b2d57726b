// The days that part the stages of life: read, and changed.
import { unwrap, type LifecycleDays } from "@regulars/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { lifecycleKeys } from "./lifecycleKeys";

export function useLifecycle() {
  return useQuery({
    queryKey: lifecycleKeys.setting,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/lifecycle", { signal })),
  });
}

export function useChangeLifecycle() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: LifecycleDays) => unwrap(api.PUT("/v1/lifecycle", { body })),
    // Every page that shows a stage is asked anew.
    onSuccess: () => queries.invalidateQueries(),
  });
}
