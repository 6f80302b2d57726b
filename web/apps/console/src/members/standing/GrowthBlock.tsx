// The growth value: how much, from what, what of it the next tier still asks for, and its months.
import type { Standing } from "@regulars/client";
import { Chart, useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { ExplainButton } from "../wallet/ExplainButton";
import styles from "./GrowthBlock.module.css";
import { GrowthRing } from "./GrowthRing";
import { useGrowthTrend } from "./useGrowthTrend";

interface GrowthBlockProps {
  growth: Standing["growth"];
  next: Standing["next"];
}

const GROWTH_METRIC = "growth.";

export function GrowthBlock({ growth, next }: GrowthBlockProps) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  const { option, summary } = useGrowthTrend(growth);
  const gap = next?.requirements.find(({ metric, met }) => metric.startsWith(GROWTH_METRIC) && !met);
  return (
    <div>
      <div className={styles.head}>
        <h3 className={styles.title}>{t("growth.title")}</h3>
        <ExplainButton wallet="growth" label={t("explain.openGrowth")} />
      </div>
      <GrowthRing growth={growth} />
      {gap && next && (
        <p className={styles.decay}>
          {t("growth.gap", { missing: format.count(gap.missing), tier: say(next.tier.name) })}
        </p>
      )}
      {growth.next_decay && growth.next_decay.points > 0 && (
        <p className={styles.decay}>
          {t("growth.nextDecay", {
            at: format.date(growth.next_decay.at),
            points: format.count(growth.next_decay.points),
          })}
        </p>
      )}
      <h3 className={styles.title}>{t("growth.trend")}</h3>
      <Chart height={176} option={option} summary={summary} />
    </div>
  );
}
