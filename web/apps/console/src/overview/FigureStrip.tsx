// Totals above a chart; a swatch makes a total the key of its colour, so no legend is needed.
import type { ReactNode } from "react";
import styles from "./FigureStrip.module.css";

export interface StripFigure {
  key: string;
  label: string;
  text: ReactNode;
  /** A CSS colour of the palette, when the chart below draws this figure in it. */
  swatch?: string;
}

export function FigureStrip({ figures }: { figures: StripFigure[] }) {
  return (
    <dl className={styles.strip}>
      {figures.map(({ key, label, text, swatch }) => (
        <div key={key} className={styles.figure}>
          <dt className={styles.label}>
            {swatch && <span className={styles.swatch} style={{ background: swatch }} aria-hidden />}
            {label}
          </dt>
          <dd className={`${styles.text ?? ""} rg-num`} data-figure={key}>
            {text}
          </dd>
        </div>
      ))}
    </dl>
  );
}
