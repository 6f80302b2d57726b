// Adjusting points in two steps: a preview that stores nothing, then the very same event for real.
import { unwrap, type EventIn, type Outcome } from "@regulars/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client";
import { boardKeys } from "../../overview/boardKeys";
import { memberKeys } from "../memberKeys";
import { newEventId } from "./newEventId";

export interface Adjustment {
  wallet: string;
  points: number;
  reason: string;
}

export interface Previewed {
  adjustment: Adjustment;
  event: EventIn;
  outcome: Outcome;
}

export function useAdjust(memberId: string) {
  const queries = useQueryClient();
  const [previewed, setPreviewed] = useState<Previewed | null>(null);

  const preview = useMutation({
    mutationFn: async (adjustment: Adjustment): Promise<Previewed> => {
      // The server's clock counts, not this machine's: a sandbox may live in another year.
      const { now } = await unwrap(api.GET("/v1/info"));
      const event: EventIn = {
        source: "console",
        id: newEventId(),
        type: "points.adjusted",
        member: null,
        member_id: memberId,
        occurred_at: now,
        data: { ...adjustment },
      };
      const outcome = await unwrap(api.POST("/v1/events/preview", { body: event }));
      return { adjustment, event, outcome };
    },
    onSuccess: setPreviewed,
  });

  const confirm = useMutation({
    mutationFn: ({ event }: Previewed) => unwrap(api.POST("/v1/events", { body: event })),
    onSuccess: async (outcome) => {
      if (outcome.status !== "accepted") return;
      await Promise.all([
        queries.invalidateQueries({ queryKey: memberKeys.all }),
        queries.invalidateQueries({ queryKey: boardKeys.all }),
      ]);
    },
  });

  return {
    preview,
    confirm,
    previewed,
    /** Back to the form; the next preview is a new event. */
    edit: () => {
      setPreviewed(null);
      confirm.reset();
    },
  };
}
