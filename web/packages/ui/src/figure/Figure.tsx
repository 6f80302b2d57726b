// A headline figure: its name, value, changes against two periods, its months - all one link to the rows behind it.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ChangeText, type GoodDirection } from "./ChangeText";
import styles from "./Figure.module.css";
import { Sparkline } from "./Sparkline";

interface FigureProps {
  name: string;
  label: string;
  hint: string;
  value: number;
  text: string;
  exactText?: string;
  previous: number | null;
  lastYear: number | null;
  isRatio: boolean;
  good: GoodDirection;
  series: number[];
  /** Wraps the figure in a link of the app's router. */
  link: (content: ReactNode, className: string | undefined) => ReactNode;
}

export function Figure(props: FigureProps) {
  const { name, label, hint, value, text, exactText, series } = props;
  const { previous, lastYear, isRatio, good } = props;
  const { t } = useTranslation("ui");
  return props.link(
    <>
      <span className={styles.label} title={hint}>
        {label}
      </span>
      <span
        className={`${styles.value ?? ""} rg-num`}
        title={exactText}
        data-figure={name}
        data-value={value}
      >
        {text}
      </span>
      <Sparkline series={series} />
      <span className={styles.change}>
        <span>{t("change.previous")}</span>
        <ChangeText now={value} before={previous} isRatio={isRatio} good={good} />
      </span>
      <span className={styles.change}>
        <span>{t("change.lastYear")}</span>
        <ChangeText now={value} before={lastYear} isRatio={isRatio} good={good} />
      </span>
    </>,
    styles.figure,
  );
}
