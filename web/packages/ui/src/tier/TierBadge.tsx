// A tier's name beside its colour; the name keeps the text colour, so it is readable on any ground.
import type { TierName } from "@regulars/client";
import { useSay } from "../format/useSay";
import styles from "./TierBadge.module.css";

export function TierBadge({ tier }: { tier: TierName }) {
  const say = useSay();
  return (
    <span className={styles.badge}>
      <span className={styles.dot} style={{ background: tier.color }} aria-hidden />
      {say(tier.name)}
    </span>
  );
}
