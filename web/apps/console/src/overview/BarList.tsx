// Labelled bars from zero, each a link to its rows; the label and the figure need no legend.
import type { ReactNode } from "react";
import { Link } from "react-router";
import styles from "./BarList.module.css";

export interface BarItem {
  key: string;
  label: ReactNode;
  value: number;
  text: string;
  note?: ReactNode;
  color: string;
  to: string;
}

export function BarList({ items }: { items: BarItem[] }) {
  const longest = Math.max(1, ...items.map(({ value }) => value));
  return (
    <ul className={styles.list}>
      {items.map(({ key, label, value, text, note, color, to }) => (
        <li key={key}>
          <Link to={to} className={styles.row} data-figure={key} data-value={value}>
            <span className={styles.label}>{label}</span>
            <span className={styles.track} aria-hidden>
              <span
                className={styles.bar}
                style={{ width: `${String((value / longest) * 100)}%`, background: color }}
              />
            </span>
            <span className={`${styles.figure ?? ""} rg-num`}>
              <b>{text}</b>
              {note !== undefined && <span className={styles.note}>{note}</span>}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
