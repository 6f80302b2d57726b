import { ApiProblem } from "@regulars/client";

/** Whether an event was refused because a second person must agree to it. */
export function needsApproval(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === "approval_required";
}
