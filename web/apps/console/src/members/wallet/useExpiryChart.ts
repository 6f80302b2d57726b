// Points by the month they expire in, as a chart; the next to go is labelled, and soon means the accent.
import type { Wallet } from "@regulars/client";
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
import { useInfo } from "../../shell/useInfo";
import { expiryMonths } from "./expiryMonths";

export function useExpiryChart(wallet: Wallet) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const info = useInfo();
  const today = info.data?.now ?? "";
  return useMemo(() => {
    const months = expiryMonths(wallet.expiring, today);
    const next = months.findIndex(({ points }) => points > 0);
    const option = (colors: ChartColors): ChartOption => ({
      grid: { left: 52, right: 8, top: 30, bottom: 40 },
      xAxis: categoryAxis(
        colors,
        months.map(({ month }, index) => format.monthAxis(month, index === 0)),
      ),
      yAxis: valueAxis(colors, t("wallet.expiryAxis"), format.short),
      tooltip: {
        trigger: "axis",
        formatter: (params) => {
          const row = months[tooltipIndex(params)];
          return row
            ? tooltipHtml(format.month(row.month), [
                { name: t("wallet.expires"), value: format.count(row.points) },
              ])
            : "";
        },
      },
      series: [
        {
          type: "bar",
          barMaxWidth: 20,
          data: months.map(({ points, isSoon }, index) => ({
            value: points,
            itemStyle: {
              color: isSoon ? colors.accent : colors.brand,
              borderRadius: [3, 3, 0, 0],
            },
            label: {
              show: index === next,
              position: "top" as const,
              color: isSoon ? colors.accent : colors.text,
              formatter: format.count(points),
            },
          })),
        },
      ],
    });
    const summary = t("wallet.expirySummary", {
      months: months
        .filter(({ points }) => points > 0)
        .map(({ month, points }) => `${format.month(month)} ${format.count(points)}`)
        .join(t("listComma")),
    });
    return { months, option, summary };
  }, [format, t, today, wallet.expiring]);
}
