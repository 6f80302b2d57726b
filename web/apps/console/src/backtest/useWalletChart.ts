// Two lines of one figure of a wallet, and all figures of all months as a table.
import type { FlowMonth, WalletReport } from "@regulars/client";
import {
  categoryAxis,
  tooltipHtml,
  tooltipIndex,
  useFormat,
  valueAxis,
  type ChartColors,
  type ChartOption,
  type ChartTable,
} from "@regulars/ui";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Both } from "./reportSums";

export const FLOWS = [
  "issued",
  "spent",
  "expired",
  "outstanding",
  "liability_minor",
  "cost_minor",
] as const;
export type FlowKey = (typeof FLOWS)[number];

const LEVELS: FlowKey[] = ["outstanding", "liability_minor"];
const ALWAYS_NEGATIVE: FlowKey[] = ["spent", "expired"];

interface MonthPair {
  month: string;
  was: FlowMonth;
  would: FlowMonth;
}

export function useWalletChart(wallet: WalletReport, flow: FlowKey) {
  const { t } = useTranslation("backtest");
  const format = useFormat();
  return useMemo(() => {
    const isMoney = flow.endsWith("_minor");
    const text = isMoney ? format.money : format.count;
    const rows = wallet.in_force.flatMap((was, index): MonthPair[] => {
      const would = wallet.draft[index];
      return would ? [{ month: was.month, was, would }] : [];
    });
    const total: Both = LEVELS.includes(flow)
      ? { was: rows.at(-1)?.was[flow] ?? 0, would: rows.at(-1)?.would[flow] ?? 0 }
      : {
          was: rows.reduce((sum, { was }) => sum + shown(was, flow), 0),
          would: rows.reduce((sum, { would }) => sum + shown(would, flow), 0),
        };

    const option = (colors: ChartColors): ChartOption => {
      const line = (color: string, values: number[], width: number) => ({
        type: "line" as const,
        data: values,
        showSymbol: rows.length === 1,
        lineStyle: { color, width },
        itemStyle: { color },
      });
      return {
        grid: { left: 64, right: 12, top: 30, bottom: 44 },
        xAxis: categoryAxis(
          colors,
          rows.map(({ month }, index) => format.monthAxis(month, index === 0)),
        ),
        yAxis: valueAxis(colors, t(`flow.${flow}`), isMoney ? format.moneyShort : format.short),
        tooltip: {
          trigger: "axis",
          formatter: (params) => {
            const row = rows[tooltipIndex(params)];
            if (!row) return "";
            return tooltipHtml(format.month(row.month), [
              { name: t("side.inForce"), value: text(shown(row.was, flow)), color: colors.grey },
              { name: t("side.draft"), value: text(shown(row.would, flow)), color: colors.brand },
            ]);
          },
        },
        series: [
          line(colors.grey, rows.map(({ was }) => shown(was, flow)), 2),
          line(colors.brand, rows.map(({ would }) => shown(would, flow)), 2),
        ],
      };
    };

    const table: ChartTable<MonthPair> = {
      rows,
      rowKey: ({ month }) => month,
      columns: [
        {
          key: "month",
          title: t("month"),
          value: ({ month }) => month,
          text: ({ month }) => format.month(month),
        },
        ...FLOWS.flatMap((key) => {
          const words = key.endsWith("_minor") ? format.money : format.count;
          return (["was", "would"] as const).map((side) => ({
            key: `${key}-${side}`,
            title: t(`column.${side}`, { figure: t(`flow.${key}`) }),
            value: (row: MonthPair) =>
              key.endsWith("_minor") ? format.moneyMajor(row[side][key]) : shown(row[side], key),
            text: (row: MonthPair) => words(shown(row[side], key)),
          }));
        }),
      ],
    };
    return { option, table, total, text };
  }, [wallet, flow, format, t]);
}

/** What leaves a wallet is below 0 in the ledger, and drawn as how much it was. */
function shown(month: FlowMonth, flow: FlowKey): number {
  return ALWAYS_NEGATIVE.includes(flow) ? Math.abs(month[flow]) : month[flow];
}
