// What moving the clock will let happen, and where it will stand.
import { unwrap } from "@regulars/client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { clockKeys } from "./clockKeys";
import type { Leap } from "./leap";

export function useDue(from: string, leap: Leap | null) {
  return useQuery({
    queryKey: clockKeys.due(from, leap),
    enabled: leap !== null,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(api.GET("/v1/clock/due", { params: { query: leap ?? {} }, signal })),
  });
}
