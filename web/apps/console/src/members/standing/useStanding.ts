// A member's tier, growth and what is missing.
import { unwrap } from "@regulars/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client";
import { memberKeys } from "../memberKeys";

export function useStanding(memberId: string) {
  return useQuery({
    queryKey: memberKeys.standing(memberId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/members/{member_id}/standing", {
          params: { path: { member_id: memberId } },
          signal,
        }),
      ),
  });
}
