// Keeping the tier: when it is reviewed, what is missing, which tier is to be expected.
import type { Standing } from "@regulars/client";
import { TierBadge, useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { RequirementMeter } from "./RequirementMeter";
import { missingWords } from "./missingWords";
import styles from "./StandingBlock.module.css";

export function ReviewBlock({ standing }: { standing: Standing }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  const { review, tier, in_grace } = standing;
  if (!review) {
    return (
      <div>
        <h3 className={styles.title}>{t("standing.keep")}</h3>
        <p className={styles.lead}>{t("standing.noReview")}</p>
      </div>
    );
  }
  const missing = missingWords(review.keep, { t, format, say });
  return (
    <div>
      <h3 className={styles.title}>{t("standing.keep")}</h3>
      {in_grace && (
        <p className={styles.warning}>
          {t("standing.grace", { until: format.date(review.grace_until) })}
        </p>
      )}
      <p className={styles.lead}>
        {missing
          ? t("standing.keepMissing", { at: format.date(review.at), missing })
          : t("standing.keepMet", { at: format.date(review.at) })}
      </p>
      <p className={styles.projected}>{t("standing.daysLeft", { days: format.count(review.days_left) })}</p>
      <p className={styles.projected}>
        {t("standing.projected")} <TierBadge tier={review.projected_tier} />
        {review.at_risk && <span className={styles.risk}>{t("standing.atRisk")}</span>}
      </p>
      <div className={styles.meters}>
        {review.keep.map((requirement) => (
          <RequirementMeter key={`${requirement.metric} ${requirement.window.en}`} requirement={requirement} color={tier.color} />
        ))}
      </div>
    </div>
  );
}
