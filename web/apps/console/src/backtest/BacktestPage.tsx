// 回测结果: how far a backtest is and, once it is done, what the draft would have done.
import { ErrorState, LoadingState } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { PageHead } from "../shell/PageHead";
import styles from "./BacktestPage.module.css";
import { BacktestReport } from "./BacktestReport";
import { BacktestState } from "./BacktestState";
import { useBacktest } from "./useBacktests";
import { useRangeWords } from "./useRangeWords";

export function BacktestPage() {
  const { t } = useTranslation("backtest");
  const { backtestId = "" } = useParams();
  const rangeWords = useRangeWords();
  const query = useBacktest(backtestId);
  const backtest = query.data;
  return (
    <>
      <nav aria-label={t("breadcrumb")} className={styles.crumb}>
        <Link to="/program/backtests">{t("title")}</Link>
      </nav>
      <PageHead title={t("result.title")} words={backtest && rangeWords(backtest)} />
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !backtest ? (
        <LoadingState rows={12} minHeight={560} />
      ) : backtest.report ? (
        <BacktestReport backtest={backtest} report={backtest.report} />
      ) : (
        <BacktestState backtest={backtest} />
      )}
    </>
  );
}
