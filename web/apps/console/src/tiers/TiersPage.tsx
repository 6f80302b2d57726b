// 等级分析: what each tier is and brings over a range of months, at the tier that members held at the time.
import { ErrorState, LoadingState } from "@regulars/ui";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { BoardHead } from "../overview/BoardHead";
import { useBoardRange } from "../overview/useBoardRange";
import { TierBarsCard } from "./TierBarsCard";
import { TierFiguresCard } from "./TierFiguresCard";
import { TierFlowCard } from "./TierFlowCard";
import styles from "./TiersPage.module.css";
import { TierTrendCard } from "./TierTrendCard";
import { useTierBoard } from "./useTierBoard";

export function TiersPage() {
  const { t } = useTranslation("tiers");
  const [range, setRange] = useBoardRange();
  const query = useTierBoard(range);
  const board = query.data;

  if (query.isError && !board) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  return (
    <>
      <nav aria-label={t("breadcrumb")} className={styles.crumb}>
        <Link to={board ? `/?from=${board.from}&to=${board.to}` : "/"}>{t("overview")}</Link>
      </nav>
      <BoardHead title={t("title")} words={(of) => t("asOf", of)} board={board} range={range} onChange={setRange} />
      {board ? (
        <div className={styles.grid} aria-busy={query.isPlaceholderData}>
          {!board.is_split && <Alert type="warning" showIcon title={t("unsplit.title")} description={t("unsplit.words")} />}
          <TierFiguresCard board={board} />
          <TierBarsCard board={board} figure="retention" className={styles.half} />
          <TierBarsCard board={board} figure="arpu" className={styles.half} />
          <TierTrendCard board={board} />
          <TierFlowCard board={board} className={styles.half} />
          <TierBarsCard board={board} figure="cost" className={styles.half} />
        </div>
      ) : (
        <LoadingState rows={14} minHeight={640} />
      )}
    </>
  );
}
