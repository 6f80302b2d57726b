// A line for each tier over the months, and the same as a table.
import type { TierBoard, MonthOfTier } from "@regulars/client";
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

export const TREND_FIGURES = ["retention", "arpu", "members", "cost"] as const;
export type TrendFigure = (typeof TREND_FIGURES)[number];

const READ: Record<TrendFigure, (month: MonthOfTier) => number | null> = {
  retention: ({ retention }) => retention,
  arpu: ({ arpu_minor }) => arpu_minor,
  members: ({ members_end }) => members_end,
  cost: ({ cost_minor }) => cost_minor,
};

interface TrendRow {
  month: string;
  values: Record<string, number | null>;
}

export function useTierTrend(board: TierBoard, figure: TrendFigure) {
  const { t } = useTranslation("tiers");
  const format = useFormat();
  const say = useSay();
  return useMemo(() => {
    const isMoney = figure === "arpu" || figure === "cost";
    const written = (value: number) =>
      isMoney ? format.money(value) : figure === "retention" ? format.ratio(value) : format.count(value);
    const onAxis = (value: number) =>
      isMoney ? format.moneyShort(value) : figure === "retention" ? format.ratio(value) : format.short(value);
    const text = (value: number | null | undefined) =>
      value === null || value === undefined ? format.nothing : written(value);
    const rows = board.months.map(({ month, tiers }): TrendRow => ({
      month,
      values: Object.fromEntries(tiers.map((tier) => [tier.key, READ[figure](tier)])),
    }));
    const option = (colors: ChartColors): ChartOption => ({
      grid: { left: 64, right: 16, top: 30, bottom: 44 },
      xAxis: categoryAxis(
        colors,
        rows.map(({ month }, index) => format.monthAxis(month, index === 0)),
      ),
      yAxis: {
        ...valueAxis(colors, t(`trend.axis.${figure}`), onAxis),
        ...(figure === "members" ? { minInterval: 1 } : {}),
      },
      tooltip: {
        trigger: "axis",
        formatter: (params) => {
          const row = rows[tooltipIndex(params)];
          if (!row) return "";
          return tooltipHtml(
            format.month(row.month),
            board.tiers.map(({ key, name, color }) => ({
              name: say(name),
              value: text(row.values[key]),
              color,
            })),
          );
        },
      },
      series: board.tiers.map(({ key, color }) => ({
        type: "line" as const,
        data: rows.map(({ values }) => values[key] ?? null),
        showSymbol: rows.length === 1,
        lineStyle: { color, width: 2 },
        itemStyle: { color },
      })),
    });
    const table: ChartTable<TrendRow> = {
      rows,
      rowKey: ({ month }) => month,
      columns: [
        {
          key: "month",
          title: t("month"),
          value: ({ month }) => month,
          text: ({ month }) => format.month(month),
        },
        ...board.tiers.map(({ key, name }) => ({
          key,
          title: say(name),
          value: ({ values }: TrendRow) => {
            const value = values[key] ?? null;
            return value === null ? "" : isMoney ? format.moneyMajor(value) : value;
          },
          text: ({ values }: TrendRow) => text(values[key]),
        })),
      ],
    };
    return { option, table, last: (tier: string) => text(rows.at(-1)?.values[tier]) };
  }, [board, figure, format, say, t]);
}
