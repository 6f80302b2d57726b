// One figure of each tier as bars, and what belongs to it as a table.
import type { TierBoard, TierRow } from "@regulars/client";
import { ChartFrame, TierBadge, useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { BarList } from "../overview/BarList";
import { membersLink } from "../overview/boardLinks";
import { textOf, type TierFigure } from "./tierColumns";
import { useTierTable } from "./useTierTable";

const CARDS = {
  retention: {
    figure: "retention",
    behind: [
      "members_start", "bought", "retention", "joined", "came_up", "came_down", "went_up", "went_down", "merged",
      "members_end", "kept",
    ],
  },
  arpu: {
    figure: "arpu_minor",
    behind: [
      "members_average", "orders", "orders_per_member", "sales_minor", "refunds_minor", "net_minor", "arpu_minor",
    ],
  },
  cost: {
    figure: "cost_minor",
    behind: [
      "issued", "reversed", "written_off", "cost_points", "cost_minor", "cost_share", "spent", "restored", "expired",
      "adjusted", "transferred", "outstanding", "liability_minor",
    ],
  },
} as const satisfies Record<string, { figure: TierFigure; behind: TierFigure[] }>;

interface CardProps {
  board: TierBoard;
  figure: keyof typeof CARDS;
  className?: string;
}

export function TierBarsCard({ board, figure, className }: CardProps) {
  const { t } = useTranslation("tiers");
  const format = useFormat();
  const { figure: main, behind } = CARDS[figure];
  const table = useTierTable(board, behind);
  const note = (tier: TierRow) => {
    switch (figure) {
      case "retention":
        return t("retention.note", {
          bought: format.count(tier.bought),
          start: format.count(tier.members_start),
        });
      case "arpu":
        return format.moneyWhole(tier.net_minor);
      case "cost":
        return tier.cost_share === null ? format.nothing : t("cost.note", { share: format.ratio(tier.cost_share) });
    }
  };
  return (
    <ChartFrame
      title={t(`${figure}.title`)}
      description={t(`${figure}.words`)}
      table={table}
      fileName={`tiers-${figure}-${board.from}-${board.to}`}
      className={className}
    >
      <BarList
        items={board.tiers.map((tier) => ({
          key: `${figure}-${tier.key}`,
          label: <TierBadge tier={tier} />,
          value: Math.max(0, tier[main] ?? 0),
          text: textOf(tier, main, format),
          note: note(tier),
          color: tier.color,
          to: membersLink({ tier: tier.key }),
        }))}
      />
    </ChartFrame>
  );
}
