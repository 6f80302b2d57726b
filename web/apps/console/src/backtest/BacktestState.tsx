// A backtest without a report: it waits, it runs and can be given up, or it ended without one.
import type { Backtest } from "@regulars/client";
import { EmptyState, Panel, useFormat } from "@regulars/ui";
import { Button, Popconfirm, Progress } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import styles from "./BacktestState.module.css";
import { shareDone } from "./shareDone";
import { isUnderWay, useCancelBacktest } from "./useBacktests";

export function BacktestState({ backtest }: { backtest: Backtest }) {
  const { t } = useTranslation("backtest");
  const format = useFormat();
  const cancelling = useCancelBacktest(backtest.backtest_id);
  const { status, events_done, events_total, problem } = backtest;
  if (!isUnderWay(backtest)) {
    return (
      <Panel title={t(`status.${status}`)}>
        <EmptyState
          title={t(`ended.${status}`)}
          advice={problem ?? undefined}
          action={<Link to="/program/backtests">{t("ended.again")}</Link>}
        />
      </Panel>
    );
  }
  return (
    <Panel title={t(`status.${status}`)} description={t("progress.words")}>
      <div className={styles.progress}>
        <Progress
          aria-label={t("progress.label")}
          percent={Math.floor(shareDone(backtest) * 100)}
          status="active"
        />
        <p className="rg-num" aria-live="polite">
          {events_total === null
            ? t("progress.waiting")
            : t("progress.events", {
                done: format.count(events_done),
                total: format.count(events_total),
              })}
        </p>
        <Popconfirm
          title={t("cancel.ask")}
          okText={t("cancel.confirm")}
          cancelText={t("cancel.keep")}
          onConfirm={() => cancelling.mutate()}
        >
          <Button loading={cancelling.isPending}>{t("cancel.open")}</Button>
        </Popconfirm>
      </div>
    </Panel>
  );
}
