// The way up: what is missing to the next tier by the nearest way, and by every other one.
import type { Standing } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { missingWords } from "./missingWords";
import styles from "./StandingBlock.module.css";
import { WayMeters } from "./WayMeters";

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
  const [nearest] = next.ways;
  const tier = say(next.tier.name);
  const missing = nearest ? missingWords(nearest.requirements, { t, format, say }) : "";
  return (
    <div>
      <h3 className={styles.title}>{t("standing.next")}</h3>
      <p className={styles.lead}>
        {t(next.ways.length > 1 ? "standing.nearest" : "standing.toNext", { tier, missing })}
      </p>
      <ol className={styles.ways}>
        {next.ways.map((way, index) => (
          <li key={index} aria-label={t("standing.way", { number: index + 1 })}>
            {index > 0 && <p className={styles.orElse}>{t("standing.orElse")}</p>}
            <WayMeters way={way} color={next.tier.color} />
          </li>
        ))}
      </ol>
    </div>
  );
}
