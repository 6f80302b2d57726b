// A lot as a card on a phone.
import type { Lot } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import styles from "./LotCard.module.css";

export function LotCard({ lot }: { lot: Lot }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  return (
    <div className={styles.card}>
      <span>
        {format.date(lot.earned_at)}
        <small className={styles.rule}>
          {lot.status === "in_review"
            ? t("lot.inReview")
            : lot.status === "pending"
              ? t("lot.pendingUntil", { at: format.dateTime(lot.active_at) })
              : say(lot.rule_text)}
        </small>
      </span>
      <span className={`${styles.figures ?? ""} rg-num`}>
        <b>{t("lot.remainingOf", { left: format.count(lot.remaining), of: format.count(lot.amount) })}</b>
        <small>
          {lot.last_day ? t("lot.until", { day: format.date(lot.last_day) }) : t("lot.never")}
        </small>
      </span>
    </div>
  );
}
