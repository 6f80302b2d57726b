// Putting a card into a member's hand, and taking one back: events with the server's time.
import { unwrap, type EventIn } from "@regulars/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import { newEventId } from "../adjust/newEventId";
import { memberKeys } from "../memberKeys";

/** A kind of card to grant, or a card to revoke with the reason for it. */
export type CardDraft = { card: string } | { cardId: string; reason: string };

export function useCards(memberId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (draft: CardDraft) => {
      // The server's clock counts, not this machine's: a sandbox may live in another year.
      const { now } = await unwrap(api.GET("/v1/info"));
      const id = newEventId();
      const event: EventIn = {
        source: "console",
        id,
        type: "card" in draft ? "card.granted" : "card.revoked",
        member: null,
        member_id: memberId,
        occurred_at: now,
        data:
          "card" in draft
            ? { card: draft.card, card_id: `console-${id}` }
            : { card_id: draft.cardId, reason: draft.reason },
      };
      return unwrap(api.POST("/v1/events", { body: event }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: memberKeys.all }),
  });
}
