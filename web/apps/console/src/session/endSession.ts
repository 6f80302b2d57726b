// Ends the session on this side: what was fetched under it goes, and the pages learn that nobody is logged in.
import type { QueryClient } from "@tanstack/react-query";
import { sessionKeys } from "./sessionKeys";

export function endSession(queries: QueryClient): void {
  // Clearing everything would drop the very query that the pages watch, and they would stay as they are.
  queries.setQueryData(sessionKeys.current, null);
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKeys.current[0] });
}
