// How far the clock is to be moved: a number of days, or the start of a day.

export type Leap = { days: number } | { on: string };

/** The choices that need no calendar, in days. */
export const LEAPS_DAYS = [1, 7, 30, 365] as const;

/** The share of the way done, from 0 to 100 in whole steps. */
export function wayDone(from: string, now: string, to: string): number {
  const [start, here, end] = [from, now, to].map((at) => Date.parse(at)) as [number, number, number];
  if (end <= start) return 100;
  return Math.floor((Math.min(Math.max(here, start), end) - start) / ((end - start) / 100));
}
