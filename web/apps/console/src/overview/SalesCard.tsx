// Sales to members and their orders, month by month.
import type { Board } from "@regulars/client";
import { Chart, ChartFrame, useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { FigureStrip } from "./FigureStrip";
import { STACKED_HEIGHT } from "./stackedGrids";
import { useSales } from "./useSales";

interface CardProps {
  board: Board;
  className?: string;
}

export function SalesCard({ board, className }: CardProps) {
  const { t } = useTranslation("overview");
  const format = useFormat();
  const { option, table } = useSales(board);
  const { net_minor, refunds_minor, orders, average_order_minor } = board.sales;
  return (
    <ChartFrame
      title={t("sales.title")}
      table={table}
      fileName={`sales-${board.from}-${board.to}`}
      className={className}
    >
      <FigureStrip
        figures={[
          { key: "net", label: t("sales.net"), text: format.moneyWhole(net_minor) },
          { key: "refunds", label: t("sales.refunds"), text: format.moneyWhole(refunds_minor) },
          { key: "orders", label: t("sales.orders"), text: format.count(orders) },
          { key: "average", label: t("sales.average"), text: format.money(average_order_minor) },
        ]}
      />
      <Chart
        height={STACKED_HEIGHT}
        option={option}
        summary={t("sales.summary", {
          from: format.month(board.from),
          to: format.month(board.to),
          net: format.money(net_minor),
          orders: format.count(orders),
        })}
      />
    </ChartFrame>
  );
}
