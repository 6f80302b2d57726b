// The ladder from the lowest tier to the highest; where the member stands, and how far to the next.
import type { Standing } from "@regulars/client";
import { useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { RequirementPhrase } from "./RequirementPhrase";
import styles from "./LadderStrip.module.css";

export function LadderStrip({ standing }: { standing: Standing }) {
  const { t } = useTranslation("members");
  const say = useSay();
  const { ladder, tier, next } = standing;
  const steps = [...ladder].sort((one, other) => one.level - other.level);
  return (
    <ol className={styles.ladder} aria-label={t("standing.ladder")}>
      {steps.map((step) => {
        const isHere = step.key === tier.key;
        const filled = step.level < tier.level ? 1 : isHere ? (next?.progress ?? 1) : 0;
        return (
          <li key={step.key} className={styles.step} aria-current={isHere ? "step" : undefined}>
            <span className={styles.track} aria-hidden>
              <span
                className={styles.filled}
                style={{ width: `${String(filled * 100)}%`, background: step.color }}
              />
            </span>
            <span className={isHere ? styles.here : styles.name}>
              <span className={styles.dot} style={{ background: step.color }} aria-hidden />
              {say(step.name)}
              {isHere && <span className={styles.mark}>{t("standing.here")}</span>}
            </span>
            <span className={styles.words}>
              <RequirementPhrase requirements={step.requirements} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}
