// The console's one API client and one query cache; a lost session empties the cache and leads to log-in.
import { ApiProblem, createClient } from "@regulars/client";
import { QueryClient } from "@tanstack/react-query";
import { endSession } from "../session/endSession";

const STALE_AFTER_MS = 30_000;
const RETRIES_MAX = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: STALE_AFTER_MS,
      refetchOnWindowFocus: false,
      // Only silence and overload are worth asking again; a refusal stays a refusal.
      retry: (failures, error) =>
        failures < RETRIES_MAX &&
        error instanceof ApiProblem &&
        (error.status === 0 || error.status === 503),
    },
  },
});

export const api = createClient({
  onUnauthorized: () => endSession(queryClient),
});
