// Tier and growth: the ladder, the way to the next tier, what keeps the present one, the growth value.
import { ErrorState, LoadingState, Panel, useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { AttemptsBlock } from "./AttemptsBlock";
import { GrowthBlock } from "./GrowthBlock";
import { HonourBadges } from "./HonourBadges";
import { LadderStrip } from "./LadderStrip";
import { NextTierBlock } from "./NextTierBlock";
import { OtherLaddersBlock } from "./OtherLaddersBlock";
import { ReviewBlock } from "./ReviewBlock";
import styles from "./StandingPanel.module.css";
import { TierHistory } from "./TierHistory";
import { useStanding } from "./useStanding";

export function StandingPanel({ memberId }: { memberId: string }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const query = useStanding(memberId);
  const standing = query.data;
  return (
    <Panel
      title={t("standing.title")}
      description={standing && t("standing.since", { at: format.date(standing.since) })}
    >
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : standing ? (
        <>
          <HonourBadges honours={standing.honours} />
          <LadderStrip standing={standing} />
          <div className={styles.columns}>
            <div className={styles.way}>
              <NextTierBlock standing={standing} />
              <ReviewBlock standing={standing} />
              <AttemptsBlock standing={standing} />
              <OtherLaddersBlock others={standing.others} />
              <TierHistory standing={standing} />
            </div>
            <GrowthBlock growth={standing.growth} next={standing.next} />
          </div>
        </>
      ) : (
        <LoadingState rows={8} minHeight={320} />
      )}
    </Panel>
  );
}
