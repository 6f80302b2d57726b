// What each rule made of one event.
import { unwrap } from "@regulars/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client";
import { memberKeys } from "../memberKeys";

export function useVerdicts(memberId: string, source: string, id: string) {
  return useQuery({
    queryKey: memberKeys.verdicts(memberId, source, id),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/members/{member_id}/events/explain", {
          params: { path: { member_id: memberId }, query: { source, id } },
          signal,
        }),
      ),
  });
}
