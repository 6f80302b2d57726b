// The few colours a chart may use, and the axes and tooltips all charts share.
import type { BarSeriesOption, LineSeriesOption, SankeySeriesOption } from "echarts/charts";
import type { GridComponentOption, TooltipComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";
import { asksForLessMotion } from "../theme/lessMotion";
import { FONT_FAMILY, type Palette } from "../theme/palette";

export type ChartOption = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | SankeySeriesOption
  | GridComponentOption
  | TooltipComponentOption
>;

export type ChartColors = Palette;

export function chartBase(colors: ChartColors): ChartOption {
  return {
    animation: !asksForLessMotion(),
    animationDuration: 300,
    textStyle: { fontFamily: FONT_FAMILY, fontSize: 12, color: colors.textMuted },
    tooltip: {
      trigger: "axis",
      confine: true,
      axisPointer: { type: "shadow", shadowStyle: { color: colors.hover, opacity: 0.6 }, z: 0 },
      backgroundColor: colors.surfaceRaised,
      borderColor: colors.border,
      textStyle: { color: colors.text, fontSize: 13, fontFamily: FONT_FAMILY },
      extraCssText: "box-shadow: 0 4px 16px rgb(0 0 0 / 12%); border-radius: 8px;",
    },
  };
}

/** A category axis of months or days: labels only, one quiet base line. */
export function categoryAxis(colors: ChartColors, labels: string[], gridIndex = 0) {
  return {
    type: "category" as const,
    gridIndex,
    data: labels,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colors.border }, onZero: true },
    axisLabel: { color: colors.textMuted, hideOverlap: true, lineHeight: 16 },
  };
}

/** A value axis that starts at zero and names its unit. */
export function valueAxis(
  colors: ChartColors,
  name: string,
  label: (value: number) => string,
  gridIndex = 0,
) {
  return {
    type: "value" as const,
    gridIndex,
    name,
    nameLocation: "end" as const,
    nameGap: 10,
    nameTextStyle: { color: colors.textMuted, align: "left" as const, padding: [0, 0, 0, -44] },
    splitNumber: 3,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: colors.textMuted, formatter: label },
    splitLine: { lineStyle: { color: colors.borderSoft } },
  };
}
