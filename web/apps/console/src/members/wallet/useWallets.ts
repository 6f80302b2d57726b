// A member's wallets with their lots.
import { unwrap } from "@regulars/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client";
import { memberKeys } from "../memberKeys";

export function useWallets(memberId: string) {
  return useQuery({
    queryKey: memberKeys.wallet(memberId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/members/{member_id}/wallet", {
          params: { path: { member_id: memberId } },
          signal,
        }),
      ),
  });
}
