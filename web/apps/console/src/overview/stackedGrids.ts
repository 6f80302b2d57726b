// Two charts of the same months, one above the other, each with its own zero-based axis.
import type { ChartColors, ChartOption, Format } from "@regulars/ui";
import { categoryAxis, valueAxis } from "@regulars/ui";

export const STACKED_HEIGHT = 316;

interface AxisWords {
  name: string;
  label: (value: number) => string;
}

export function stackedGrids(
  colors: ChartColors,
  format: Format,
  months: string[],
  upper: AxisWords,
  lower: AxisWords,
): ChartOption {
  const labels = months.map((month, index) => format.monthAxis(month, index === 0));
  const bare = {
    ...categoryAxis(colors, labels),
    axisLabel: { show: false },
  };
  return {
    grid: [
      { left: 52, right: 12, top: 30, height: 126 },
      { left: 52, right: 12, top: 204, height: 68 },
    ],
    xAxis: [bare, categoryAxis(colors, labels, 1)],
    yAxis: [
      valueAxis(colors, upper.name, upper.label),
      { ...valueAxis(colors, lower.name, lower.label, 1), splitNumber: 2 },
    ],
  };
}

/** The x and y axes of a series in the lower chart. */
export const LOWER = { xAxisIndex: 1, yAxisIndex: 1 } as const;
