// What one of the two makes of a moment: what moved and why, which rules gave nothing, the tier, the balances after it.
import type { LifeSide } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { reasonWords } from "../events/eventWords";
import styles from "./LifeDrawer.module.css";

interface LifeSideViewProps {
  name: string;
  side: LifeSide;
  isDraft?: boolean;
}

export function LifeSideView({ name, side, isDraft = false }: LifeSideViewProps) {
  const { t } = useTranslation(["backtest", "events"]);
  const format = useFormat();
  const say = useSay();
  const balances = Object.values(side.balances);
  return (
    <section className={`${styles.side ?? ""} ${isDraft ? (styles.draft ?? "") : ""}`} aria-label={name}>
      <h3 className={styles.name}>{name}</h3>
      {side.refused !== null && (
        <p className={styles.refused}>{reasonWords(side.refused, "", t)}</p>
      )}
      <ul>
        {side.moved.map(({ wallet, wallet_name, kind, rule, amount }, index) => (
          <li key={`${wallet} ${kind} ${String(index)}`} className={styles.moved}>
            <span>
              {t(`kind.${kind}`, { defaultValue: kind })}
              {rule ? ` · ${say(rule)}` : ` · ${say(wallet_name)}`}
            </span>
            <b className="rg-num">{format.signed(amount)}</b>
          </li>
        ))}
      </ul>
      {side.skipped.map(({ rule, reason, reason_text }) => (
        <p key={`${say(rule)} ${reason}`} className={styles.quiet}>
          {t("life.skipped", { rule: say(rule), reason: say(reason_text) })}
        </p>
      ))}
      {side.tiers.map(({ from, to }) => (
        <p key={`${say(from)} ${say(to)}`}>{t("life.tier", { from: say(from), to: say(to) })}</p>
      ))}
      <p className={`${styles.quiet ?? ""} rg-num`}>
        {t("life.balance", { balance: balances.map(format.count).join(" / ") || format.count(0) })}
      </p>
    </section>
  );
}
