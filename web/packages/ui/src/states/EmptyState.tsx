// Nothing to show: says why, and what to do next.
import type { ReactNode } from "react";
import styles from "./states.module.css";

interface EmptyStateProps {
  title: string;
  advice?: string;
  action?: ReactNode;
}

export function EmptyState({ title, advice, action }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      <p className={styles.title}>{title}</p>
      {advice && <p className={styles.words}>{advice}</p>}
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  );
}
