// Reading in full what is masked: the reason goes to the audit log, the answer stays with whoever asked and in no cache.
import { unwrap } from "@regulars/client";
import { useMutation } from "@tanstack/react-query";
import { api } from "../../api/client";

export function useUnmask(memberId: string) {
  return useMutation({
    mutationFn: (reason: string) =>
      unwrap(
        api.POST("/v1/members/{member_id}/unmask", {
          params: { path: { member_id: memberId } },
          body: { reason },
        }),
      ),
    gcTime: 0,
  });
}
