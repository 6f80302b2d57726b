// When points go: a bar for each month to come.
import type { Wallet } from "@regulars/client";
import { Chart } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { useExpiryChart } from "./useExpiryChart";
import styles from "./WalletExpiry.module.css";

export function WalletExpiry({ wallet }: { wallet: Wallet }) {
  const { t } = useTranslation("members");
  const { months, option, summary } = useExpiryChart(wallet);
  return (
    <div>
      <h3 className={styles.title}>{t("wallet.expiry")}</h3>
      {months.length > 0 ? (
        <Chart height={176} option={option} summary={summary} />
      ) : (
        <p className={styles.none}>{t("wallet.noExpiry")}</p>
      )}
    </div>
  );
}
