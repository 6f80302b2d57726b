// The way up: what is missing to the next tier by the nearest way, and by every other one.
import type { Standing, WayUp } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { missingWords } from "./missingWords";
import styles from "./StandingBlock.module.css";
import { WayMeters } from "./WayMeters";

/** So many ways are shown at once; the others open on demand. */
const NEAR_MAX = 3;

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
  const near = next.ways.slice(0, NEAR_MAX);
  const far = next.ways.slice(NEAR_MAX);
  const tier = say(next.tier.name);
  const missing = nearest ? missingWords(nearest.requirements, { t, format, say }) : "";
  return (
    <div>
      <h3 className={styles.title}>{t("standing.next")}</h3>
      <p className={styles.lead}>
        {t(next.ways.length > 1 ? "standing.nearest" : "standing.toNext", { tier, missing })}
      </p>
      <WayList ways={near} first={1} color={next.tier.color} />
      {far.length > 0 && (
        <details className={styles.further}>
          <summary>{t("standing.further", { count: far.length })}</summary>
          <WayList ways={far} first={near.length + 1} color={next.tier.color} />
        </details>
      )}
    </div>
  );
}

interface WayListProps {
  ways: WayUp[];
  /** The number of the first of them. */
  first: number;
  color: string;
}

function WayList({ ways, first, color }: WayListProps) {
  const { t } = useTranslation("members");
  return (
    <ol className={styles.ways}>
      {ways.map((way, index) => (
        <li key={index} aria-label={t("standing.way", { number: first + index })}>
          {index > 0 && <p className={styles.orElse}>{t("standing.orElse")}</p>}
          <WayMeters way={way} color={color} />
        </li>
      ))}
    </ol>
  );
}
