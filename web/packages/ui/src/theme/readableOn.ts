// Text colour on a coloured ground, by the contrast formula of WCAG 2.

const DARK_INK = "#16211f";
const LIGHT_INK = "#ffffff";

/** The ink, dark or white, that contrasts more with a `#rrggbb` ground. */
export function readableOn(ground: string): string {
  const groundLuminance = luminance(ground);
  return contrast(groundLuminance, luminance(DARK_INK)) >=
    contrast(groundLuminance, luminance(LIGHT_INK))
    ? DARK_INK
    : LIGHT_INK;
}

/** Contrast ratio 1…21 of two `#rrggbb` colours. */
export function contrastRatio(one: string, other: string): number {
  return contrast(luminance(one), luminance(other));
}

function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

function luminance(hex: string): number {
  const channel = (from: number) => {
    const share = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
