// Points in and out per month, and what is left outstanding.
import type { Board } from "@regulars/client";
import { Chart, ChartFrame, useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { membersLink } from "./boardLinks";
import { FigureStrip } from "./FigureStrip";
import { STACKED_HEIGHT } from "./stackedGrids";
import { usePointsFlow } from "./usePointsFlow";

interface CardProps {
  board: Board;
  className?: string;
}

export function PointsFlowCard({ board, className }: CardProps) {
  const { t } = useTranslation("overview");
  const format = useFormat();
  const { option, table } = usePointsFlow(board);
  const { issued, spent, expired, reversed, outstanding, liability_minor } = board.points;
  return (
    <ChartFrame
      title={t("points.title")}
      description={t("points.words", { liability: format.money(liability_minor) })}
      table={table}
      fileName={`points-${board.from}-${board.to}`}
      className={className}
    >
      <FigureStrip
        figures={[
          {
            key: "issued",
            label: t("points.issued"),
            text: format.count(issued),
            swatch: "var(--rg-brand)",
          },
          {
            key: "spent",
            label: t("points.spent"),
            text: format.count(spent),
            swatch: "var(--rg-accent)",
          },
          {
            key: "expired",
            label: t("points.expired"),
            text: format.count(expired),
            swatch: "var(--rg-grey)",
          },
          {
            key: "reversed",
            label: t("points.reversed"),
            text: format.count(reversed),
            swatch: "var(--rg-grey-soft)",
          },
          {
            key: "outstanding",
            label: t("points.outstanding"),
            text: <Link to={membersLink({ sort: "-points" })}>{format.count(outstanding)}</Link>,
          },
        ]}
      />
      <Chart
        height={STACKED_HEIGHT}
        option={option}
        summary={t("points.summary", {
          from: format.month(board.from),
          to: format.month(board.to),
          issued: format.count(issued),
          spent: format.count(spent),
          expired: format.count(expired),
          outstanding: format.count(outstanding),
        })}
      />
    </ChartFrame>
  );
}
