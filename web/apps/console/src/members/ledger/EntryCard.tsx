// A ledger entry as a card on a phone.
import type { Entry } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { Amount } from "./Amount";
import styles from "./EntryCard.module.css";

interface EntryCardProps {
  entry: Entry;
  onOpen: () => void;
}

export function EntryCard({ entry, onOpen }: EntryCardProps) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  return (
    <button type="button" className={styles.card} onClick={onOpen}>
      <span className={styles.words}>
        <b>{say(entry.kind_text)}</b>
        <small className={styles.rule}>{say(entry.rule_text)}</small>
        <small className="rg-num">{format.dateTime(entry.at)}</small>
      </span>
      <span className={`${styles.figures ?? ""} rg-num`}>
        <Amount value={entry.amount} />
        <small>{t("ledger.balanceAfter", { balance: format.count(entry.balance_after) })}</small>
      </span>
    </button>
  );
}
