// How much of the history is decided, from 0 to 1.
import type { BacktestSummary } from "@regulars/client";

export function shareDone({
  events_done,
  events_total,
}: Pick<BacktestSummary, "events_done" | "events_total">): number {
  if (!events_total) return 0;
  return Math.min(events_done / events_total, 1);
}
