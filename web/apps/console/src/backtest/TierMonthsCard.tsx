// How many members hold a tier at the end of each month, under both.
import type { LadderReport } from "@regulars/client";
import { Chart, ChartFrame, useFormat, useSay } from "@regulars/ui";
import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FigureStrip } from "../overview/FigureStrip";
import { useTierMonths } from "./useTierMonths";
import styles from "./WalletCompareCard.module.css";

export function TierMonthsCard({ ladder }: { ladder: LadderReport }) {
  const { t } = useTranslation("backtest");
  const format = useFormat();
  const say = useSay();
  const [tier, setTier] = useState(ladder.tiers.at(-1)?.key ?? "");
  const { option, table, last } = useTierMonths(ladder, tier);
  const name = say(ladder.tiers.find(({ key }) => key === tier)?.name ?? tier);
  return (
    <ChartFrame
      title={t("months.title", { ladder: say(ladder.name) })}
      description={t("months.words")}
      table={table}
      fileName={`backtest-tier-months-${ladder.key}`}
    >
      <div className={styles.choice}>
        <Segmented<string>
          aria-label={t("months.choose")}
          value={tier}
          onChange={setTier}
          options={ladder.tiers.map(({ key, name: words }) => ({ value: key, label: say(words) }))}
        />
      </div>
      <FigureStrip
        figures={[
          {
            key: `${ladder.key}-in-force`,
            label: t("side.inForce"),
            text: format.count(last.was),
            swatch: "var(--rg-grey)",
          },
          {
            key: `${ladder.key}-draft`,
            label: t("side.draft"),
            text: format.count(last.would),
            swatch: "var(--rg-brand)",
          },
        ]}
      />
      <Chart
        height={240}
        option={option}
        summary={t("months.summary", {
          tier: name,
          was: format.count(last.was),
          would: format.count(last.would),
        })}
      />
    </ChartFrame>
  );
}
