// The ground of a card and the ink that can be read on all of it.
import { contrastRatio, readableOn } from "@regulars/ui";
import type { CSSProperties } from "react";

const INKS = ["#16211f", "#ffffff"];

export function cardFace(color: string, toColor: string | null): CSSProperties {
  if (toColor === null) return { background: color, color: readableOn(color) };
  return { background: `linear-gradient(120deg, ${color}, ${toColor})`, color: inkOn(color, toColor) };
}

/** The ink that does better where it does worst. */
function inkOn(...grounds: string[]): string {
  const worst = (ink: string) => Math.min(...grounds.map((ground) => contrastRatio(ink, ground)));
  return INKS.reduce((best, ink) => (worst(ink) > worst(best) ? ink : best));
}
