// What a member has by the tier they hold.
import { unwrap } from "@regulars/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client";
import { memberKeys } from "../memberKeys";

export function useBenefits(memberId: string) {
  return useQuery({
    queryKey: memberKeys.benefits(memberId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/members/{member_id}/benefits", {
          params: { path: { member_id: memberId } },
          signal,
        }),
      ),
  });
}
