// How much a figure moved against another period.

export interface Change {
  direction: "up" | "down" | "level";
  /** Relative change for counts and money; plain difference for ratios. */
  amount: number;
}

/** The change from `before` to `now`, or null when there is nothing to compare with. */
export function changeOf(now: number, before: number | null, isRatio: boolean): Change | null {
  if (before === null || (!isRatio && before === 0)) return null;
  const amount = isRatio ? now - before : (now - before) / Math.abs(before);
  const visible = Math.round(amount * 1000);
  return { amount, direction: visible > 0 ? "up" : visible < 0 ? "down" : "level" };
}
