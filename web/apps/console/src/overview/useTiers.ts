// Tiers with their members and the moves in and out of each.
import type { Board, TierCount } from "@regulars/client";
import { useFormat, useSay, type ChartTable } from "@regulars/ui";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { movesOf } from "./tierMoves";

interface TierRow {
  tier: TierCount;
  members: number;
  movedIn: number;
  movedOut: number;
}

export function useTiers(board: Board) {
  const { t } = useTranslation("overview");
  const format = useFormat();
  const say = useSay();
  return useMemo(() => {
    const tiers = board.tiers.map((tier): TierRow => ({
      tier,
      members: tier.members,
      ...movesOf(tier.key, board.tier_moves),
    }));
    const table: ChartTable<TierRow> = {
      rows: tiers,
      rowKey: ({ tier }) => tier.key,
      columns: [
        { key: "tier", title: t("tiers.tier"), value: ({ tier }) => say(tier.name) },
        {
          key: "members",
          title: t("tiers.members"),
          value: ({ members }) => members,
          text: ({ members }) => format.count(members),
        },
        {
          key: "in",
          title: t("tiers.movedIn"),
          value: ({ movedIn }) => movedIn,
          text: ({ movedIn }) => format.count(movedIn),
        },
        {
          key: "out",
          title: t("tiers.movedOut"),
          value: ({ movedOut }) => movedOut,
          text: ({ movedOut }) => format.count(movedOut),
        },
      ],
    };
    return { tiers, table, total: tiers.reduce((sum, { members }) => sum + members, 0) };
  }, [board, format, say, t]);
}
