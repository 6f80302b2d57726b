// Where the growth came from: one bar in parts, each part named beside its share.
import type { Standing } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import styles from "./GrowthSources.module.css";

const PART_COLORS = ["var(--rg-brand)", "var(--rg-accent)", "var(--rg-grey)", "var(--rg-grey-soft)"];

export function GrowthSources({ growth }: { growth: Standing["growth"] }) {
  const format = useFormat();
  const say = useSay();
  const parts = growth.by_dimension.filter(({ value }) => value > 0);
  const total = parts.reduce((sum, { value }) => sum + value, 0);
  if (total === 0) return null;
  const colorOf = (index: number) => PART_COLORS[Math.min(index, PART_COLORS.length - 1)];
  return (
    <div className={styles.sources}>
      <div className={styles.bar} aria-hidden>
        {parts.map(({ key, value }, index) => (
          <span
            key={key}
            style={{ width: `${String((value / total) * 100)}%`, background: colorOf(index) }}
          />
        ))}
      </div>
      <ul className={styles.names}>
        {parts.map(({ key, name, value }, index) => (
          <li key={key}>
            <span className={styles.swatch} style={{ background: colorOf(index) }} aria-hidden />
            {say(name)} <b className="rg-num">{format.count(value)}</b>
            <span className="rg-num">{format.ratio(value / total)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
