// Growth of members by month: how many there are, how many joined.
import type { Board } from "@regulars/client";
import { Chart, ChartFrame, useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { membersLink } from "./boardLinks";
import { FigureStrip } from "./FigureStrip";
import { STACKED_HEIGHT } from "./stackedGrids";
import { useMembersGrowth } from "./useMembersGrowth";

interface CardProps {
  board: Board;
  className?: string;
}

export function MembersGrowthCard({ board, className }: CardProps) {
  const { t } = useTranslation("overview");
  const format = useFormat();
  const navigate = useNavigate();
  const { option, table, rows } = useMembersGrowth(board);
  return (
    <ChartFrame
      title={t("growth.title")}
      table={table}
      fileName={`members-${board.from}-${board.to}`}
      className={className}
    >
      <FigureStrip
        figures={[
          { key: "total", label: t("growth.total"), text: format.count(board.members.total) },
          { key: "new", label: t("growth.new"), text: format.count(board.members.new) },
        ]}
      />
      <Chart
        height={STACKED_HEIGHT}
        option={option}
        summary={t("growth.summary", {
          from: format.month(board.from),
          to: format.month(board.to),
          total: format.count(board.members.total),
          new: format.count(board.members.new),
        })}
        onSelect={(index) => {
          const month = rows[index]?.month;
          if (month) void navigate(membersLink({ joined_from: month, joined_to: month }));
        }}
      />
    </ChartFrame>
  );
}
