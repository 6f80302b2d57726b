// 概览: how the membership is doing over a range of months, and what needs attention.
import { ErrorState, LoadingState } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { AttentionCard } from "./AttentionCard";
import { BoardHead } from "./BoardHead";
import { HeadlineRow } from "./HeadlineRow";
import { LifecycleCard } from "./LifecycleCard";
import { MembersGrowthCard } from "./MembersGrowthCard";
import styles from "./OverviewPage.module.css";
import { PointsFlowCard } from "./PointsFlowCard";
import { SalesCard } from "./SalesCard";
import { TiersCard } from "./TiersCard";
import { useBoard } from "./useBoard";
import { useBoardRange } from "./useBoardRange";

export function OverviewPage() {
  const { t } = useTranslation("overview");
  const [range, setRange] = useBoardRange();
  const query = useBoard(range);
  const board = query.data;

  if (query.isError && !board) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  return (
    <>
      <BoardHead title={t("title")} words={(of) => t("asOf", of)} board={board} range={range} onChange={setRange} />
      {board ? (
        <div className={styles.grid} aria-busy={query.isPlaceholderData}>
          <HeadlineRow board={board} />
          <MembersGrowthCard board={board} className={styles.half} />
          <SalesCard board={board} className={styles.half} />
          <PointsFlowCard board={board} className={styles.most} />
          <AttentionCard board={board} className={styles.rest} />
          <TiersCard board={board} className={styles.most} />
          <LifecycleCard board={board} className={styles.rest} />
        </div>
      ) : (
        <LoadingState rows={14} minHeight={640} />
      )}
    </>
  );
}
