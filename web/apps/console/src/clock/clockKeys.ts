// Query keys of the clock.
import type { Leap } from "./leap";

export const clockKeys = {
  due: (from: string, leap: Leap | null) => ["clock", "due", from, leap] as const,
};
