// Sorts an error into the few kinds that readers can act on.
import { ApiProblem } from "@regulars/client";

export type ProblemKey =
  | "network"
  | "forbidden"
  | "missing"
  | "conflict"
  | "invalid"
  | "busy"
  | "server"
  | "unexpected";

export function problemKey(error: unknown): ProblemKey {
  if (!(error instanceof ApiProblem)) return "unexpected";
  if (error.status === 0) return "network";
  if (error.status === 403) return "forbidden";
  if (error.status === 404) return "missing";
  if (error.status === 409) return "conflict";
  if (error.status === 400 || error.status === 422) return "invalid";
  if (error.status === 429 || error.status === 503) return "busy";
  return error.status >= 500 ? "server" : "unexpected";
}
