// The backtests there have been, newest first.
import type { BacktestSummary } from "@regulars/client";
import { EmptyState, ErrorState, Panel, ResponsiveTable, useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import styles from "./RecentBacktests.module.css";
import { StatusWords } from "./StatusWords";
import { useBacktestList } from "./useBacktests";
import { useRangeWords } from "./useRangeWords";

export function RecentBacktests() {
  const { t } = useTranslation("backtest");
  const format = useFormat();
  const rangeWords = useRangeWords();
  const query = useBacktestList();
  const link = ({ backtest_id, asked_at }: BacktestSummary) => (
    <Link to={`/program/backtests/${backtest_id}`}>{format.dateTime(asked_at)}</Link>
  );
  return (
    <Panel title={t("recent.title")} flush>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <ResponsiveTable<BacktestSummary>
          label={t("recent.title")}
          rows={query.data?.items}
          rowKey={({ backtest_id }) => backtest_id}
          skeletonRows={3}
          empty={<EmptyState title={t("recent.empty")} advice={t("recent.emptyAdvice")} />}
          columns={[
            { key: "asked", title: t("recent.asked"), render: (_, backtest) => link(backtest) },
            {
              key: "by",
              title: t("recent.by"),
              render: (_, { asked_by }) => askerOf(asked_by),
            },
            { key: "range", title: t("recent.range"), render: (_, backtest) => rangeWords(backtest) },
            {
              key: "status",
              title: t("recent.status"),
              render: (_, backtest) => <StatusWords backtest={backtest} />,
            },
          ]}
          card={(backtest) => (
            <div className={styles.card}>
              <p className={styles.line}>
                {link(backtest)}
                <StatusWords backtest={backtest} />
              </p>
              <small>{rangeWords(backtest)}</small>
            </div>
          )}
        />
      )}
    </Panel>
  );
}

/** The name behind "staff:anna". */
function askerOf(knownAs: string): string {
  return knownAs.slice(knownAs.indexOf(":") + 1);
}
