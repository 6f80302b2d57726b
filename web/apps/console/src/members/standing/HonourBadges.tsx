// The titles that the member bears, each with its badge and how long it lasts.
import type { Standing } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import styles from "./HonourBadges.module.css";

export function HonourBadges({ honours }: { honours: Standing["honours"] }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  if (honours.length === 0) return null;
  return (
    <ul className={styles.honours} aria-label={t("titles.honours")}>
      {honours.map(({ key, name, badge, until }) => (
        <li key={key} className={styles.honour}>
          <span aria-hidden>{badge}</span>
          <b>{say(name)}</b>
          <small>{until ? t("titles.until", { at: format.date(until) }) : t("titles.forLife")}</small>
        </li>
      ))}
    </ul>
  );
}
