// Erasing a member; everything that was shown of them is asked for again.
import { unwrap, type EraseRequest } from "@regulars/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import { memberKeys } from "../memberKeys";

export function useErase(memberId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: EraseRequest) =>
      unwrap(
        api.POST("/v1/members/{member_id}/erase", {
          params: { path: { member_id: memberId } },
          body,
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: memberKeys.all }),
  });
}
