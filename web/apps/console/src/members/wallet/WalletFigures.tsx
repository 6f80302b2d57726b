// The wallet in figures: available, pending, expiring soon, set aside, owed, and the worth of it all.
import type { Wallet } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { useMember } from "../useMember";
import styles from "./WalletFigures.module.css";

interface WalletFiguresProps {
  wallet: Wallet;
  memberId: string;
}

export function WalletFigures({ wallet, memberId }: WalletFiguresProps) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const member = useMember(memberId);
  // The profile carries the 30-day figure of the points wallet.
  const expiring = wallet.key === "points" ? (member.data?.points_expiring_30_days ?? 0) : null;
  const figures = [
    { key: "pending", value: wallet.pending, tone: undefined },
    ...(expiring === null
      ? []
      : [{ key: "expiring", value: expiring, tone: expiring > 0 ? styles.warn : undefined }]),
    ...(wallet.held > 0 ? [{ key: "held", value: wallet.held, tone: undefined }] : []),
    { key: "debt", value: wallet.debt, tone: wallet.debt > 0 ? styles.warn : undefined },
  ];
  return (
    <dl className={styles.figures}>
      <div className={styles.main}>
        <dt>{t("wallet.available")}</dt>
        <dd className="rg-num" data-figure="available" data-value={wallet.available}>
          {format.count(wallet.available)}
        </dd>
        <dd className={styles.worth}>
          {t("wallet.worth", { money: format.money(wallet.value_minor) })}
        </dd>
      </div>
      {figures.map(({ key, value, tone }) => (
        <div key={key}>
          <dt>{t(`wallet.${key}`)}</dt>
          <dd className={`rg-num ${tone ?? ""}`} data-figure={key} data-value={value}>
            {format.count(value)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
