// The colours of the product: one brand, one accent, greys. Antd tokens, CSS variables and charts all read them here.

export type ThemeMode = "light" | "dark";

export interface Palette {
  brand: string;
  brandSoft: string;
  onBrand: string;
  accent: string;
  accentSoft: string;
  background: string;
  surface: string;
  surfaceRaised: string;
  hover: string;
  border: string;
  borderSoft: string;
  text: string;
  textSecondary: string;
  textMuted: string;
  grey: string;
  greySoft: string;
}

export const PALETTES: Record<ThemeMode, Palette> = {
  light: {
    brand: "#0b6b5d",
    brandSoft: "#e6f2f0",
    onBrand: "#ffffff",
    accent: "#b8500b",
    accentSoft: "#fdf1e7",
    background: "#f6f8f8",
    surface: "#ffffff",
    surfaceRaised: "#ffffff",
    hover: "#f3f6f6",
    border: "#dfe6e5",
    borderSoft: "#ebf0ef",
    text: "#16211f",
    textSecondary: "#4c5a58",
    textMuted: "#66736f",
    grey: "#a3afac",
    greySoft: "#d5dddb",
  },
  dark: {
    brand: "#4cc2ab",
    brandSoft: "#16332e",
    onBrand: "#06201b",
    accent: "#f0964a",
    accentSoft: "#3a2716",
    background: "#0f1514",
    surface: "#171e1d",
    surfaceRaised: "#1e2625",
    hover: "#1f2827",
    border: "#2f3a38",
    borderSoft: "#252e2d",
    text: "#e9efee",
    textSecondary: "#b4c0bd",
    textMuted: "#8f9c99",
    grey: "#71807c",
    greySoft: "#3c4947",
  },
};

export const FONT_FAMILY =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Helvetica Neue", Arial, sans-serif';
