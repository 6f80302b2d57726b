// Why a wallet's balance is what it is.
import { unwrap } from "@regulars/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client";
import { memberKeys } from "../memberKeys";

export function useExplanation(memberId: string, wallet: string) {
  return useQuery({
    queryKey: memberKeys.explain(memberId, wallet),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/members/{member_id}/explain", {
          params: { path: { member_id: memberId }, query: { wallet } },
          signal,
        }),
      ),
  });
}
