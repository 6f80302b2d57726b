// What a member is in the middle of: milestones of the month, streaks, cards.
import { unwrap } from "@regulars/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client";
import { memberKeys } from "../memberKeys";

export function useProgress(memberId: string) {
  return useQuery({
    queryKey: memberKeys.progress(memberId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/members/{member_id}/progress", {
          params: { path: { member_id: memberId } },
          signal,
        }),
      ),
  });
}
