// Contrast of the palette and of inks on tier colours.
import { describe, expect, test } from "vitest";
import { PALETTES } from "./palette";
import { contrastRatio, readableOn } from "./readableOn";

describe("readableOn", () => {
  test("puts dark ink on light grounds and white ink on dark ones", () => {
    expect(readableOn("#f4d58d")).toBe("#16211f");
    expect(readableOn("#1b3a5c")).toBe("#ffffff");
  });
});

describe("palette", () => {
  test.each(["light", "dark"] as const)("text meets AA on the surface in %s mode", (mode) => {
    const palette = PALETTES[mode];
    for (const ink of ["text", "textSecondary", "textMuted", "brand", "accent"] as const) {
      expect(contrastRatio(palette[ink], palette.surface)).toBeGreaterThanOrEqual(4.5);
      expect(contrastRatio(palette[ink], palette.background)).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrastRatio(palette.onBrand, palette.brand)).toBeGreaterThanOrEqual(4.5);
  });
});
