// Ant Design's tokens derived from the product's palette.
import { theme, type ThemeConfig } from "antd";
import { asksForLessMotion } from "./lessMotion";
import { FONT_FAMILY, PALETTES, type ThemeMode } from "./palette";

/** Rounder, and a box that is not ticked looks like a radio button. */
const CHECKBOX_RADIUS = 4;

/** Words on their own pale ground must read well (WCAG AA); Ant Design's light defaults do not. */
const STATUS_COLORS: Record<ThemeMode, NonNullable<ThemeConfig["token"]>> = {
  light: {
    colorSuccess: "#237804",
    colorSuccessBg: "#f2faee",
    colorSuccessBorder: "#c3e3b4",
    colorWarning: "#8a5a00",
    colorWarningBg: "#fff8e6",
    colorWarningBorder: "#f0d9a0",
    colorError: "#c0212d",
    colorErrorBg: "#fff1f0",
    colorErrorBorder: "#f5c0bd",
  },
  dark: {},
};

export function antdTheme(mode: ThemeMode): ThemeConfig {
  const palette = PALETTES[mode];
  return {
    algorithm: mode === "dark" ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      ...STATUS_COLORS[mode],
      colorPrimary: palette.brand,
      colorInfo: palette.brand,
      colorLink: palette.brand,
      colorLinkHover: palette.brand,
      colorTextBase: palette.text,
      colorText: palette.text,
      colorTextSecondary: palette.textSecondary,
      colorTextTertiary: palette.textMuted,
      colorTextDescription: palette.textMuted,
      colorTextPlaceholder: palette.textMuted,
      colorBgContainer: palette.surface,
      colorBgElevated: palette.surfaceRaised,
      colorBgLayout: palette.background,
      colorBorder: palette.border,
      colorBorderSecondary: palette.borderSoft,
      controlItemBgActive: palette.brandSoft,
      controlItemBgHover: palette.hover,
      borderRadius: 8,
      fontFamily: FONT_FAMILY,
      fontSize: 14,
      wireframe: false,
      motion: !asksForLessMotion(),
      motionDurationMid: "0.15s",
    },
    components: {
      Button: { primaryColor: palette.onBrand, primaryShadow: "none", defaultShadow: "none" },
      Checkbox: { borderRadiusSM: CHECKBOX_RADIUS },
      Menu: {
        itemSelectedBg: palette.brandSoft,
        itemSelectedColor: palette.brand,
        itemColor: palette.textSecondary,
        itemBg: "transparent",
        activeBarBorderWidth: 0,
      },
      Table: {
        headerBg: "transparent",
        headerColor: palette.textMuted,
        headerSplitColor: "transparent",
        headerSortActiveBg: "transparent",
        headerSortHoverBg: palette.hover,
        bodySortBg: "transparent",
        rowHoverBg: palette.hover,
        cellPaddingBlock: 12,
        cellPaddingInline: 12,
      },
    },
  };
}
