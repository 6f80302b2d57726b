// The access log, page by page.
import { unwrap } from "@regulars/client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "../api/client";

export type LogKinds = "all" | "sign_ins";

export function useAccessLog(kinds: LogKinds, cursor: string | undefined) {
  return useQuery({
    queryKey: ["access-log", kinds, cursor] as const,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(api.GET("/v1/access_log", { params: { query: { kinds, cursor } }, signal })),
  });
}
