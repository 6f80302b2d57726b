// Freezing a member, or ending a freeze: an event with the reason that staff give.
import { unwrap, type EventIn } from "@regulars/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import { newEventId } from "../adjust/newEventId";
import { memberKeys } from "../memberKeys";

/** What to freeze; null ends the freeze. */
export interface FreezeDraft {
  what: "spend" | "all" | null;
  reason: string;
}

export function useFreeze(memberId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ what, reason }: FreezeDraft) => {
      // The server's clock counts, not this machine's: a sandbox may live in another year.
      const { now } = await unwrap(api.GET("/v1/info"));
      const event: EventIn = {
        source: "console",
        id: newEventId(),
        type: what ? "member.frozen" : "member.unfrozen",
        member: null,
        member_id: memberId,
        occurred_at: now,
        data: what ? { what, reason } : { reason },
      };
      return unwrap(api.POST("/v1/events", { body: event }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: memberKeys.all }),
  });
}
