// What became of each promotion when an order was judged; nothing for events that promotions are not about.
import type { EventExplanation } from "@regulars/client";
import { useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import styles from "./VerdictsList.module.css";

export function PromotionVerdicts({ promotions }: Pick<EventExplanation, "promotions">) {
  const { t } = useTranslation("members");
  const say = useSay();
  const asked = promotions.filter(({ reason }) => reason !== "other_event");
  if (asked.length === 0) {
    return null;
  }
  return (
    <section aria-label={t("verdicts.promotions")}>
      <h3 className={styles.group}>{t("verdicts.promotions")}</h3>
      <ul className={styles.list}>
        {asked.map((promotion) => (
          <li key={promotion.promotion} className={styles.rule}>
            <span className={promotion.verdict === "raised" ? undefined : styles.quiet}>
              {say(promotion.name)}
            </span>
            {promotion.verdict === "raised" && <b>{t("verdicts.raised")}</b>}
            <span className={styles.reason}>{say(promotion.reason_text ?? promotion.text)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
