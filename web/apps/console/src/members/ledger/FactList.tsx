// Names and values in two columns.
import type { ReactNode } from "react";
import styles from "./FactList.module.css";

interface FactListProps {
  facts: { key: string; label: string; value: ReactNode }[];
}

export function FactList({ facts }: FactListProps) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ key, label, value }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd className="rg-num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
