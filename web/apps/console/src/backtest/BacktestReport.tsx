// The report: what matters first, then points, tiers, rules and members.
import type { Backtest, BacktestReport as Report } from "@regulars/client";
import { AffectedPanel } from "./AffectedPanel";
import styles from "./BacktestPage.module.css";
import { OutcomePanel } from "./OutcomePanel";
import { RefusalsPanel } from "./RefusalsPanel";
import { RulesCompareCard } from "./RulesCompareCard";
import { TierCrossCard } from "./TierCrossCard";
import { TierMonthsCard } from "./TierMonthsCard";
import { TierMovesCard } from "./TierMovesCard";
import { WalletCompareCard } from "./WalletCompareCard";

interface BacktestReportProps {
  backtest: Backtest;
  report: Report;
}

export function BacktestReport({ backtest, report }: BacktestReportProps) {
  return (
    <div className={styles.grid}>
      <OutcomePanel report={report} />
      {report.wallets.map((wallet) => (
        <WalletCompareCard key={wallet.key} wallet={wallet} />
      ))}
      {report.ladders.map((ladder) => (
        <div key={ladder.key} className={styles.grid}>
          <TierCrossCard ladder={ladder} />
          <TierMonthsCard ladder={ladder} />
          <TierMovesCard ladder={ladder} />
        </div>
      ))}
      <RulesCompareCard report={report} />
      <RefusalsPanel refusals={report.refusals} />
      <AffectedPanel backtestId={backtest.backtest_id} report={report} />
    </div>
  );
}
