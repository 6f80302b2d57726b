// The lots an entry touched: how each changed and what is left of it now.
import type { EntryDetail } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { Amount } from "./Amount";
import styles from "./EntryLots.module.css";

export function EntryLots({ entry }: { entry: EntryDetail }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const { lots, debt_change } = entry;
  if (lots.length === 0 && debt_change === 0) {
    return <p className={styles.none}>{t("entry.noLots")}</p>;
  }
  return (
    <ul>
      {lots.map((lot) => (
        <li key={lot.lot_no} className={styles.lot}>
          <span>
            {t("entry.lotOf", { at: format.date(lot.earned_at) })}
            <small>
              {lot.expires_at
                ? t("entry.lotExpires", { at: format.dateTime(lot.expires_at) })
                : t("lot.never")}
            </small>
          </span>
          <span className={styles.figures}>
            <Amount value={lot.change} />
            <small className="rg-num">
              {t("entry.lotLeft", { points: format.count(lot.remaining_now) })}
            </small>
          </span>
        </li>
      ))}
      {debt_change !== 0 && (
        <li className={styles.lot}>
          <span>{debt_change > 0 ? t("entry.debtMade") : t("entry.debtPaid")}</span>
          <b className="rg-num">{format.count(Math.abs(debt_change))}</b>
        </li>
      )}
    </ul>
  );
}
