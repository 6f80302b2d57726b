// One figure of each tier month by month.
import type { TierBoard } from "@regulars/client";
import { Chart, ChartFrame, useSay } from "@regulars/ui";
import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FigureStrip } from "../overview/FigureStrip";
import styles from "./TierTrendCard.module.css";
import { TREND_FIGURES, useTierTrend, type TrendFigure } from "./useTierTrend";

export function TierTrendCard({ board }: { board: TierBoard }) {
  const { t } = useTranslation("tiers");
  const say = useSay();
  const [figure, setFigure] = useState<TrendFigure>("retention");
  const { option, table, last } = useTierTrend(board, figure);
  const shown = board.tiers.map((tier) => ({ tier, text: last(tier.key) }));
  return (
    <ChartFrame
      title={t("trend.title")}
      description={t(`trend.words.${figure}`)}
      table={table}
      fileName={`tiers-${figure}-by-month-${board.from}-${board.to}`}
    >
      <div className={styles.choice}>
        <Segmented<TrendFigure>
          aria-label={t("trend.choose")}
          value={figure}
          onChange={setFigure}
          options={TREND_FIGURES.map((key) => ({ value: key, label: t(`trend.${key}`) }))}
        />
      </div>
      <FigureStrip
        figures={shown.map(({ tier, text }) => ({
          key: `trend-${tier.key}`,
          label: say(tier.name),
          text,
          swatch: tier.color,
        }))}
      />
      <Chart
        height={260}
        option={option}
        summary={t("trend.summary", {
          figure: t(`trend.${figure}`),
          tiers: shown.map(({ tier, text }) => `${say(tier.name)} ${text}`).join(t("trend.between")),
        })}
      />
    </ChartFrame>
  );
}
