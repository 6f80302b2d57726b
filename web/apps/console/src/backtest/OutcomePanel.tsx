// The outcome in figures: who wins and loses, and what it costs and leaves to be honoured.
import type { BacktestReport } from "@regulars/client";
import { Panel, useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { FigureStrip } from "../overview/FigureStrip";
import { costOf, lastOf } from "./reportSums";

export function OutcomePanel({ report }: { report: BacktestReport }) {
  const { t } = useTranslation("backtest");
  const format = useFormat();
  const { winners, losers, unchanged, won_minor, lost_minor } = report.outcome;
  const pair = (was: number, would: number) =>
    was === would ? format.money(was) : `${format.money(was)} → ${format.money(would)}`;
  const cost = costOf(report.wallets);
  const liability = lastOf(report.wallets, "liability_minor");
  return (
    <Panel
      title={t("outcome.title")}
      description={t("outcome.words", {
        events: format.count(report.events),
        members: format.count(report.members),
        seconds: report.seconds,
      })}
    >
      <FigureStrip
        figures={[
          {
            key: "winners",
            label: t("outcome.winners"),
            text: `${format.count(winners)} · ${format.money(won_minor)}`,
          },
          {
            key: "losers",
            label: t("outcome.losers"),
            text: `${format.count(losers)} · ${format.money(lost_minor)}`,
          },
          { key: "unchanged", label: t("outcome.unchanged"), text: format.count(unchanged) },
          { key: "cost", label: t("outcome.cost"), text: pair(cost.was, cost.would) },
          {
            key: "liability",
            label: t("outcome.liability"),
            text: pair(liability.was, liability.would),
          },
        ]}
      />
    </Panel>
  );
}
