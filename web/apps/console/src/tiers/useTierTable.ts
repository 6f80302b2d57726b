// All figures of all tiers as a table, with everybody in its last row.
import type { TierBoard, TierFigures, TierRow } from "@regulars/client";
import { useFormat, useSay, type ChartTable } from "@regulars/ui";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ALL_FIGURES, cellOf, textOf, type TierFigure } from "./tierColumns";

export interface TierLine {
  key: string;
  /** The tier; none for the line of all members. */
  tier: TierRow | null;
  figures: TierFigures;
}

export function useTierTable(board: TierBoard, shown: readonly TierFigure[] = ALL_FIGURES) {
  const { t } = useTranslation("tiers");
  const format = useFormat();
  const say = useSay();
  return useMemo(() => {
    const rows: TierLine[] = [
      ...board.tiers.map((tier) => ({ key: tier.key, tier, figures: tier })),
      { key: " all", tier: null, figures: board.total },
    ];
    const table: ChartTable<TierLine> = {
      rows,
      rowKey: ({ key }) => key,
      columns: [
        {
          key: "tier",
          title: t("tier"),
          value: ({ tier }) => (tier ? say(tier.name) : t("all")),
        },
        ...shown.map((figure) => ({
          key: figure,
          title: t(`figures.${figure}`),
          value: ({ figures }: TierLine) => cellOf(figures, figure, format),
          text: ({ figures }: TierLine) => textOf(figures, figure, format),
        })),
      ],
    };
    return table;
  }, [board, shown, format, say, t]);
}
