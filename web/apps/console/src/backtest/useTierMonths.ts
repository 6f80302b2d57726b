// Two lines of one tier's members, and all tiers of all months as a table.
import type { LadderReport } from "@regulars/client";
import {
  categoryAxis,
  tooltipHtml,
  tooltipIndex,
  useFormat,
  useSay,
  valueAxis,
  type ChartColors,
  type ChartOption,
  type ChartTable,
} from "@regulars/ui";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Both } from "./reportSums";

interface MonthMembers {
  month: string;
  was: Record<string, number>;
  would: Record<string, number>;
}

export function useTierMonths(ladder: LadderReport, tier: string) {
  const { t } = useTranslation("backtest");
  const format = useFormat();
  const say = useSay();
  return useMemo(() => {
    const rows = ladder.in_force.flatMap(({ month, members }, index): MonthMembers[] => {
      const would = ladder.draft[index];
      return would ? [{ month, was: members, would: would.members }] : [];
    });
    const last: Both = {
      was: rows.at(-1)?.was[tier] ?? 0,
      would: rows.at(-1)?.would[tier] ?? 0,
    };
    const option = (colors: ChartColors): ChartOption => {
      const line = (color: string, values: number[]) => ({
        type: "line" as const,
        data: values,
        showSymbol: rows.length === 1,
        lineStyle: { color, width: 2 },
        itemStyle: { color },
      });
      return {
        grid: { left: 56, right: 12, top: 30, bottom: 44 },
        xAxis: categoryAxis(
          colors,
          rows.map(({ month }, index) => format.monthAxis(month, index === 0)),
        ),
        yAxis: { ...valueAxis(colors, t("months.axis"), format.short), minInterval: 1 },
        tooltip: {
          trigger: "axis",
          formatter: (params) => {
            const row = rows[tooltipIndex(params)];
            if (!row) return "";
            return tooltipHtml(format.month(row.month), [
              {
                name: t("side.inForce"),
                value: format.count(row.was[tier] ?? 0),
                color: colors.grey,
              },
              {
                name: t("side.draft"),
                value: format.count(row.would[tier] ?? 0),
                color: colors.brand,
              },
            ]);
          },
        },
        series: [
          line(colors.grey, rows.map(({ was }) => was[tier] ?? 0)),
          line(colors.brand, rows.map(({ would }) => would[tier] ?? 0)),
        ],
      };
    };
    const table: ChartTable<MonthMembers> = {
      rows,
      rowKey: ({ month }) => month,
      columns: [
        {
          key: "month",
          title: t("month"),
          value: ({ month }) => month,
          text: ({ month }) => format.month(month),
        },
        ...ladder.tiers.flatMap(({ key, name }) =>
          (["was", "would"] as const).map((side) => ({
            key: `${key}-${side}`,
            title: t(`column.${side}`, { figure: say(name) }),
            value: (row: MonthMembers) => row[side][key] ?? 0,
            text: (row: MonthMembers) => format.count(row[side][key] ?? 0),
          })),
        ),
      ],
    };
    return { option, table, last };
  }, [ladder, tier, format, say, t]);
}
