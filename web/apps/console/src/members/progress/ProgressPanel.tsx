// What a member is in the middle of. No panel for a program without milestones and streaks while the member holds no card.
import { ErrorState, Panel } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { CardsInHand } from "./CardsInHand";
import { MilestoneMeter } from "./MilestoneMeter";
import styles from "./ProgressPanel.module.css";
import { StreakMeter } from "./StreakMeter";
import { useProgress } from "./useProgress";

export function ProgressPanel({ memberId }: { memberId: string }) {
  const { t } = useTranslation("members");
  const query = useProgress(memberId);
  const progress = query.data;
  if (query.isError) {
    return (
      <Panel title={t("progress.title")}>
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </Panel>
    );
  }
  if (!progress || progress.milestones.length + progress.streaks.length + progress.cards.length === 0) {
    return null;
  }
  return (
    <Panel title={t("progress.title")} description={t("progress.words", { month: progress.month })}>
      <div className={styles.grid}>
        {progress.milestones.map((milestone) => (
          <MilestoneMeter key={milestone.rule} milestone={milestone} />
        ))}
        {progress.streaks.map((streak) => (
          <StreakMeter key={streak.rule} streak={streak} />
        ))}
      </div>
      {progress.cards.length > 0 && <CardsInHand memberId={memberId} cards={progress.cards} />}
    </Panel>
  );
}
