// Points set aside for purchases that are not finished, and when they are free again.
import type { Wallet } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import styles from "./WalletHolds.module.css";

export function WalletHolds({ wallet }: { wallet: Wallet }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  if (wallet.holds.length === 0) return null;
  return (
    <ul className={styles.holds} aria-label={t("wallet.holds")}>
      {wallet.holds.map(({ hold_id, points, until }) => (
        <li key={hold_id}>
          {t("wallet.hold", {
            id: hold_id,
            points: format.count(points),
            until: format.dateTime(until),
          })}
        </li>
      ))}
    </ul>
  );
}
