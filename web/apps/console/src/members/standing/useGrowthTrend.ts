// Growth by month over a year, as a chart.
import type { Standing } from "@regulars/client";
import {
  categoryAxis,
  tooltipHtml,
  tooltipIndex,
  useFormat,
  valueAxis,
  type ChartColors,
  type ChartOption,
} from "@regulars/ui";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

export function useGrowthTrend(growth: Standing["growth"]) {
  const { t } = useTranslation("members");
  const format = useFormat();
  return useMemo(() => {
    const rows = growth.by_month;
    const option = (colors: ChartColors): ChartOption => ({
      grid: { left: 52, right: 8, top: 30, bottom: 40 },
      xAxis: categoryAxis(
        colors,
        rows.map(({ month }, index) => format.monthAxis(month, index === 0)),
      ),
      yAxis: valueAxis(colors, t("growth.axis"), format.short),
      tooltip: {
        trigger: "axis",
        formatter: (params) => {
          const row = rows[tooltipIndex(params)];
          return row
            ? tooltipHtml(format.month(row.month), [
                { name: t("growth.title"), value: format.signed(row.value) },
              ])
            : "";
        },
      },
      series: [
        {
          type: "bar",
          data: rows.map(({ value }) => value),
          barMaxWidth: 20,
          itemStyle: { color: colors.brand, borderRadius: [3, 3, 0, 0] },
        },
      ],
    });
    const summary = t("growth.summary", {
      months: rows
        .map(({ month, value }) => `${format.month(month)} ${format.count(value)}`)
        .join(t("listComma")),
    });
    return { option, summary };
  }, [format, growth, t]);
}
