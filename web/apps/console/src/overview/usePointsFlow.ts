// The series of points: issued above the line, what took them away below it, the rest outstanding.
import type { Board, BoardMonth } from "@regulars/client";
import {
  tooltipHtml,
  tooltipIndex,
  useFormat,
  type ChartColors,
  type ChartOption,
  type ChartTable,
} from "@regulars/ui";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { LOWER, stackedGrids } from "./stackedGrids";

type FlowKey = "issued" | "spent" | "expired" | "reversed";
const OUTGOING: FlowKey[] = ["spent", "expired", "reversed"];
const ALL_KEYS = ["issued", ...OUTGOING, "outstanding"] as const;

export function usePointsFlow(board: Board) {
  const { t } = useTranslation("overview");
  const format = useFormat();
  return useMemo(() => {
    const rows = board.months;
    const option = (colors: ChartColors): ChartOption => {
      const fills: Record<FlowKey, string> = {
        issued: colors.brand,
        spent: colors.accent,
        expired: colors.grey,
        reversed: colors.greySoft,
      };
      const bar = (key: FlowKey, sign: 1 | -1) => ({
        type: "bar" as const,
        stack: "flow",
        data: rows.map((row) => sign * Math.abs(row[key])),
        barMaxWidth: 24,
        itemStyle: { color: fills[key] },
      });
      return {
        ...stackedGrids(
          colors,
          format,
          rows.map(({ month }) => month),
          { name: t("points.flowAxis"), label: format.short },
          { name: t("points.outstandingAxis"), label: format.short },
        ),
        tooltip: {
          trigger: "axis",
          formatter: (params) => {
            const row = rows[tooltipIndex(params)];
            if (!row) return "";
            return tooltipHtml(format.month(row.month), [
              ...(["issued", ...OUTGOING] as const).map((key) => ({
                name: t(`points.${key}`),
                value: format.count(Math.abs(row[key])),
                color: fills[key],
              })),
              { name: t("points.outstanding"), value: format.count(row.outstanding) },
            ]);
          },
        },
        axisPointer: { link: [{ xAxisIndex: "all" }] },
        series: [
          bar("issued", 1),
          ...OUTGOING.map((key) => bar(key, -1)),
          {
            ...LOWER,
            type: "line",
            data: rows.map(({ outstanding }) => outstanding),
            showSymbol: rows.length === 1,
            lineStyle: { color: colors.brand, width: 2 },
            itemStyle: { color: colors.brand },
            areaStyle: { color: colors.brandSoft, opacity: 0.7 },
          },
        ],
      };
    };

    const table: ChartTable<BoardMonth> = {
      rows,
      rowKey: ({ month }) => month,
      columns: [
        {
          key: "month",
          title: t("month"),
          value: ({ month }) => month,
          text: ({ month }) => format.month(month),
        },
        ...ALL_KEYS.map((key) => ({
          key,
          title: t(`points.${key}`),
          value: (row: BoardMonth) => row[key],
          text: (row: BoardMonth) => format.count(row[key]),
        })),
      ],
    };
    return { option, table };
  }, [board, format, t]);
}
