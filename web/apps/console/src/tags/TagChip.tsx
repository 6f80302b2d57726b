// A tag: its name beside its colour, readable on any ground.
import type { ReactNode } from "react";
import styles from "./TagChip.module.css";

interface TagChipProps {
  name: string;
  color: string;
  title?: string;
  children?: ReactNode;
}

export function TagChip({ name, color, title, children }: TagChipProps) {
  return (
    <span className={styles.chip} title={title}>
      <span className={styles.dot} style={{ background: color }} aria-hidden />
      {name}
      {children}
    </span>
  );
}
