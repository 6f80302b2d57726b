// The way up: what exactly is missing to the next tier.
import type { Standing } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { RequirementMeter } from "./RequirementMeter";
import { missingWords } from "./missingWords";
import styles from "./StandingBlock.module.css";

export function NextTierBlock({ standing }: { standing: Standing }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  const { next } = standing;
  if (!next) {
    return (
      <div>
        <h3 className={styles.title}>{t("standing.next")}</h3>
        <p className={styles.lead}>{t("standing.top", { tier: say(standing.tier.name) })}</p>
      </div>
    );
  }
  return (
    <div>
      <h3 className={styles.title}>{t("standing.next")}</h3>
      <p className={styles.lead}>
        {t("standing.toNext", {
          tier: say(next.tier.name),
          missing: missingWords(next.requirements, { t, format, say }),
        })}
      </p>
      <div className={styles.meters}>
        {next.requirements.map((requirement) => (
          <RequirementMeter
            key={`${requirement.metric} ${requirement.window.en}`}
            requirement={requirement}
            color={next.tier.color}
          />
        ))}
      </div>
    </div>
  );
}
