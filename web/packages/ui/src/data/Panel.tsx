// A titled area of a page: heading, optional words and actions, content.
import { useId, type ReactNode } from "react";
import styles from "./Panel.module.css";

interface PanelProps {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
  /** Lets a table reach the panel's edges. */
  flush?: boolean;
}

export function Panel({ title, description, actions, children, className, flush }: PanelProps) {
  const headingId = useId();
  return (
    <section className={`${styles.panel ?? ""} ${className ?? ""}`} aria-labelledby={headingId}>
      <header className={styles.header}>
        <div className={styles.words}>
          <h2 id={headingId} className={styles.title}>
            {title}
          </h2>
          {description !== undefined && <p className={styles.description}>{description}</p>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children ? (
        <div className={flush ? styles.flush : styles.body}>{children}</div>
      ) : (
        <div className={styles.closed} />
      )}
    </section>
  );
}
