// The series of members by month, as a chart and as the table behind it.
import type { Board } from "@regulars/client";
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

interface GrowthRow {
  month: string;
  total: number | null;
  joined: number;
}

export function useMembersGrowth(board: Board) {
  const { t } = useTranslation("overview");
  const format = useFormat();
  return useMemo(() => {
    const totals = board.headline.find(({ key }) => key === "members_total")?.series ?? [];
    const rows = board.months.map(({ month, members_new }, index): GrowthRow => ({
      month,
      total: totals[index] ?? null,
      joined: members_new,
    }));

    const option = (colors: ChartColors): ChartOption => ({
      ...stackedGrids(
        colors,
        format,
        rows.map(({ month }) => month),
        { name: t("growth.totalAxis"), label: format.short },
        { name: t("growth.newAxis"), label: format.short },
      ),
      tooltip: {
        trigger: "axis",
        formatter: (params) => {
          const row = rows[tooltipIndex(params)];
          if (!row) return "";
          return tooltipHtml(format.month(row.month), [
            {
              name: t("growth.total"),
              value: row.total === null ? format.nothing : format.count(row.total),
            },
            { name: t("growth.new"), value: format.count(row.joined) },
          ]);
        },
      },
      axisPointer: { link: [{ xAxisIndex: "all" }] },
      series: [
        {
          type: "line",
          data: rows.map(({ total }) => total),
          showSymbol: rows.length === 1,
          lineStyle: { color: colors.brand, width: 2 },
          itemStyle: { color: colors.brand },
          areaStyle: { color: colors.brandSoft, opacity: 0.7 },
        },
        {
          ...LOWER,
          type: "bar",
          data: rows.map(({ joined }) => joined),
          barMaxWidth: 24,
          itemStyle: { color: colors.brand, borderRadius: [3, 3, 0, 0] },
        },
      ],
    });

    const table: ChartTable<GrowthRow> = {
      rows,
      rowKey: ({ month }) => month,
      columns: [
        {
          key: "month",
          title: t("month"),
          value: ({ month }) => month,
          text: ({ month }) => format.month(month),
        },
        {
          key: "total",
          title: t("growth.total"),
          value: ({ total }) => total,
          text: ({ total }) => (total === null ? format.nothing : format.count(total)),
        },
        {
          key: "new",
          title: t("growth.new"),
          value: ({ joined }) => joined,
          text: ({ joined }) => format.count(joined),
        },
      ],
    };
    return { rows, option, table };
  }, [board, format, t]);
}
