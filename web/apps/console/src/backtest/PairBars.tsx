// Rows of two bars each, from zero: above what was, below what would have been. Bars of one group share a scale.
import { useTranslation } from "react-i18next";
import styles from "./PairBars.module.css";

export interface PairRow {
  key: string;
  /** Rows of a group are measured alike, so only they are compared. */
  group: string;
  label: string;
  was: number | undefined;
  would: number | undefined;
  text: (value: number | undefined) => string;
}

export function PairBars({ rows }: { rows: PairRow[] }) {
  const { t } = useTranslation("backtest");
  const groups = [...new Set(rows.map(({ group }) => group))];
  return groups.map((group) => {
    const held = rows.filter((row) => row.group === group);
    const longest = Math.max(1, ...held.flatMap(({ was, would }) => [was ?? 0, would ?? 0]));
    const width = (value: number | undefined) =>
      `${String((Math.max(value ?? 0, 0) / longest) * 100)}%`;
    return (
      <section key={group} aria-label={group}>
        <h3 className={styles.group}>{group}</h3>
        <ul className={styles.rows}>
          {held.map(({ key, label, was, would, text }) => (
            <li key={key} className={styles.row} data-figure={`rule-${key}`}>
              <span className={styles.label}>{label}</span>
              <span className={styles.bars} aria-hidden>
                <span className={styles.was} style={{ width: width(was) }} />
                <span className={styles.would} style={{ width: width(would) }} />
              </span>
              <span className={`${styles.figures ?? ""} rg-num`}>
                <span aria-label={t("side.inForce")}>{text(was)}</span>
                <b aria-label={t("side.draft")}>{text(would)}</b>
              </span>
            </li>
          ))}
        </ul>
      </section>
    );
  });
}
