// The growth value: how much, from what, and its months.
import type { Standing } from "@regulars/client";
import { Chart, useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { ExplainButton } from "../wallet/ExplainButton";
import styles from "./GrowthBlock.module.css";
import { GrowthSources } from "./GrowthSources";
import { useGrowthTrend } from "./useGrowthTrend";

interface GrowthBlockProps {
  memberId: string;
  growth: Standing["growth"];
}

export function GrowthBlock({ growth }: GrowthBlockProps) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const { option, summary } = useGrowthTrend(growth);
  return (
    <div>
      <div className={styles.head}>
        <div>
          <h3 className={styles.title}>{t("growth.title")}</h3>
          <span className={`${styles.value ?? ""} rg-num`} data-figure="growth">
            {format.count(growth.value)}
          </span>
        </div>
        <ExplainButton wallet="growth" label={t("explain.openGrowth")} />
      </div>
      {growth.next_decay && growth.next_decay.points > 0 && (
        <p className={styles.decay}>
          {t("growth.nextDecay", {
            at: format.date(growth.next_decay.at),
            points: format.count(growth.next_decay.points),
          })}
        </p>
      )}
      <GrowthSources growth={growth} />
      <h3 className={styles.title}>{t("growth.trend")}</h3>
      <Chart height={176} option={option} summary={summary} />
    </div>
  );
}
