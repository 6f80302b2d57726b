// 方案回测: ask what a draft would have done, and the backtests there have been.
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PageHead } from "../shell/PageHead";
import { AskForm } from "./AskForm";
import styles from "./BacktestPage.module.css";
import { RecentBacktests } from "./RecentBacktests";

export function BacktestsPage() {
  const { t } = useTranslation("backtest");
  return (
    <>
      <nav aria-label={t("breadcrumb")} className={styles.crumb}>
        <Link to="/program">{t("program")}</Link>
      </nav>
      <PageHead title={t("title")} words={t("words")} />
      <div className={styles.grid}>
        <AskForm />
        <RecentBacktests />
      </div>
    </>
  );
}
