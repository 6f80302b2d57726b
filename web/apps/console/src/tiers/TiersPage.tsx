// 等级分析: what each tier is and brings over a range of months, at the tier that members held at the time.
import { ErrorState, LoadingState, useFormat } from "@regulars/ui";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { BoardRangePicker } from "../overview/BoardRangePicker";
import { useBoardRange } from "../overview/useBoardRange";
import { PageHead } from "../shell/PageHead";
import { TierBarsCard } from "./TierBarsCard";
import { TierFiguresCard } from "./TierFiguresCard";
import { TierFlowCard } from "./TierFlowCard";
import styles from "./TiersPage.module.css";
import { TierTrendCard } from "./TierTrendCard";
import { useTierBoard } from "./useTierBoard";

export function TiersPage() {
  const { t } = useTranslation("tiers");
  const format = useFormat();
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
      <PageHead
        title={t("title")}
        words={
          board &&
          t("asOf", {
            from: format.month(board.from),
            to: format.month(board.to),
            at: format.dateTime(board.as_of),
          })
        }
      >
        {board && <BoardRangePicker board={board} range={range} onChange={setRange} />}
      </PageHead>
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
