// The series of sales and orders, as a chart and as the table behind it.
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

export function useSales(board: Board) {
  const { t } = useTranslation("overview");
  const format = useFormat();
  return useMemo(() => {
    const rows = board.months;
    const net = (row: BoardMonth) => row.sales_minor - row.refunds_minor;

    const option = (colors: ChartColors): ChartOption => ({
      ...stackedGrids(
        colors,
        format,
        rows.map(({ month }) => month),
        {
          name: t("sales.netAxis", { unit: format.currencySymbol }),
          label: format.moneyShort,
        },
        { name: t("sales.ordersAxis"), label: format.short },
      ),
      tooltip: {
        trigger: "axis",
        formatter: (params) => {
          const row = rows[tooltipIndex(params)];
          if (!row) return "";
          return tooltipHtml(format.month(row.month), [
            { name: t("sales.net"), value: format.money(net(row)) },
            { name: t("sales.paid"), value: format.money(row.sales_minor) },
            { name: t("sales.refunds"), value: format.money(row.refunds_minor) },
            { name: t("sales.orders"), value: format.count(row.orders) },
          ]);
        },
      },
      axisPointer: { link: [{ xAxisIndex: "all" }] },
      series: [
        {
          type: "bar",
          data: rows.map(net),
          barMaxWidth: 24,
          itemStyle: { color: colors.brand, borderRadius: [3, 3, 0, 0] },
        },
        {
          ...LOWER,
          type: "bar",
          data: rows.map(({ orders }) => orders),
          barMaxWidth: 24,
          itemStyle: { color: colors.grey, borderRadius: [3, 3, 0, 0] },
        },
      ],
    });

    const money = (key: string, title: string, minor: (row: BoardMonth) => number) => ({
      key,
      title,
      value: (row: BoardMonth) => format.moneyMajor(minor(row)),
      text: (row: BoardMonth) => format.money(minor(row)),
    });
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
        money("net", t("sales.net"), net),
        money("paid", t("sales.paid"), ({ sales_minor }) => sales_minor),
        money("refunds", t("sales.refunds"), ({ refunds_minor }) => refunds_minor),
        {
          key: "orders",
          title: t("sales.orders"),
          value: ({ orders }) => orders,
          text: ({ orders }) => format.count(orders),
        },
      ],
    };
    return { option, table };
  }, [board, format, t]);
}
