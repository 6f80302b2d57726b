// Whether the person has asked the system for less motion.
export function asksForLessMotion(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
