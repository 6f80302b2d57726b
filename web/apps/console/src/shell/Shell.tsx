// The frame around every page of the console: navigation, banner, the page itself.
import { createFormat, ErrorState, FormatContext, LoadingState } from "@regulars/ui";
import { Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Outlet } from "react-router";
import { currentLanguage } from "../i18n/language";
import { Navigation } from "./Navigation";
import styles from "./Shell.module.css";
import { TestClockBanner } from "./TestClockBanner";
import { TopBar } from "./TopBar";
import { useInfo } from "./useInfo";
import { Wordmark } from "./Wordmark";

const MAIN_ID = "main";

// Until the server has said its own, numbers are shown in these.
const UNTIL_KNOWN = { currency: "CNY", currencyDigits: 2, timeZone: "UTC" };

export function Shell() {
  const { t } = useTranslation("shell");
  const info = useInfo();
  const language = currentLanguage();
  const format = useMemo(() => {
    const known = info.data && {
      currency: info.data.currency,
      currencyDigits: info.data.currency_digits,
      timeZone: info.data.time_zone,
    };
    return createFormat({ language, ...(known ?? UNTIL_KNOWN) });
  }, [info.data, language]);

  if (info.isError) {
    return <ErrorState error={info.error} onRetry={() => void info.refetch()} />;
  }
  return (
    <FormatContext value={format}>
      <div className={styles.shell}>
        <a href={`#${MAIN_ID}`} className={styles.skip}>
          {t("skip")}
        </a>
        <aside className={styles.side}>
          <div className={styles.staying}>
            <div className={styles.mark}>
              <Wordmark />
            </div>
            <Navigation />
          </div>
        </aside>
        <div className={styles.column}>
          <TopBar info={info.data} />
          {info.data?.clock === "test" && <TestClockBanner now={info.data.now} />}
          <main id={MAIN_ID} tabIndex={-1} className={styles.page}>
            <Suspense fallback={<LoadingState rows={8} />}>
              {info.data ? <Outlet /> : <LoadingState rows={8} />}
            </Suspense>
          </main>
        </div>
      </div>
    </FormatContext>
  );
}
