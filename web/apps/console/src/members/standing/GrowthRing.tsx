// Growth as a gauge: the value in the middle of a ring that shows where it came from, each source named beside its share.
import type { Standing } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import styles from "./GrowthRing.module.css";

const PART_COLORS = ["var(--rg-brand)", "var(--rg-accent)", "var(--rg-grey)", "var(--rg-grey-soft)"];
const SIZE = 148;
const STROKE = 16;
const RADIUS = (SIZE - STROKE) / 2;
const AROUND = 2 * Math.PI * RADIUS;
const GAP = 2;

export function GrowthRing({ growth }: { growth: Standing["growth"] }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  const parts = growth.by_dimension.filter(({ value }) => value > 0);
  const total = parts.reduce((sum, { value }) => sum + value, 0);
  const colorOf = (index: number) => PART_COLORS[Math.min(index, PART_COLORS.length - 1)];
  const arcs = parts.map(({ key, value }, index) => ({
    key,
    color: colorOf(index),
    length: (value / total) * AROUND,
    before: (parts.slice(0, index).reduce((sum, part) => sum + part.value, 0) / total) * AROUND,
  }));
  return (
    <div className={styles.gauge}>
      <div className={styles.ring}>
        <svg viewBox={`0 0 ${String(SIZE)} ${String(SIZE)}`} aria-hidden>
          <circle className={styles.ground} cx={SIZE / 2} cy={SIZE / 2} r={RADIUS} strokeWidth={STROKE} />
          {arcs.map(({ key, color, length, before }) => (
            <circle
              key={key}
              cx={SIZE / 2}
              cy={SIZE / 2}
              r={RADIUS}
              fill="none"
              stroke={color}
              strokeWidth={STROKE}
              strokeDasharray={`${String(Math.max(length - (arcs.length > 1 ? GAP : 0), 1))} ${String(AROUND)}`}
              strokeDashoffset={-before}
            />
          ))}
        </svg>
        <span className={styles.value}>
          <b className="rg-num" data-figure="growth">
            {format.count(growth.value)}
          </b>
          <small>{t("growth.title")}</small>
        </span>
      </div>
      <ul className={styles.names} aria-label={t("growth.sources")}>
        {parts.map(({ key, name, value }, index) => (
          <li key={key}>
            <span className={styles.swatch} style={{ background: colorOf(index) }} aria-hidden />
            <span>{say(name)}</span>
            <b className="rg-num">{format.count(value)}</b>
            <span className="rg-num">{format.ratio(value / total)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
