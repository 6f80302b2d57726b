// The tiers the member has held, folded away until asked for.
import type { Standing } from "@regulars/client";
import { TierBadge, useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import styles from "./TierHistory.module.css";

export function TierHistory({ standing }: { standing: Standing }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  const { history } = standing;
  if (history.length === 0) return null;
  return (
    <details className={styles.history}>
      <summary>{t("standing.history", { count: history.length })}</summary>
      <ol>
        {history.map(({ tier, since, reason }) => (
          <li key={`${tier.key}-${since}`} className={styles.step}>
            <span className="rg-num">{format.date(since)}</span>
            <TierBadge tier={tier} />
            <span className={styles.reason}>{say(reason)}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
