// Moving the clock: the server works for a few seconds a call, and is asked again until the time is reached.
import { unwrap, type Advanced } from "@regulars/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api } from "../api/client";

export function useAdvance() {
  const queries = useQueryClient();
  const isStopped = useRef(false);
  const [soFar, setSoFar] = useState<Advanced | null>(null);

  const advance = useMutation({
    onMutate: () => {
      isStopped.current = false;
    },
    mutationFn: async (to: string): Promise<Advanced> => {
      let settlements = 0;
      for (;;) {
        const step = await unwrap(api.POST("/v1/clock/advance", { body: { to } }));
        settlements += step.settlements;
        const reached = { ...step, settlements };
        setSoFar(reached);
        if (step.is_done || isStopped.current) return reached;
      }
    },
    // Another time is another answer to every question there is.
    onSettled: () => queries.invalidateQueries(),
  });

  return {
    advance,
    soFar,
    /** The clock stays where the present call leaves it. */
    stop: () => {
      isStopped.current = true;
    },
  };
}
