// The head of a page: its one h1, a line of words, its controls.
import type { ReactNode } from "react";
import styles from "./PageHead.module.css";
import { usePageTitle } from "./usePageTitle";

interface PageHeadProps {
  title: string;
  words?: ReactNode;
  children?: ReactNode;
}

export function PageHead({ title, words, children }: PageHeadProps) {
  usePageTitle(title);
  return (
    <header className={styles.head}>
      <div>
        <h1 className={styles.title}>{title}</h1>
        {words !== undefined && <p className={styles.words}>{words}</p>}
      </div>
      {children !== undefined && <div className={styles.controls}>{children}</div>}
    </header>
  );
}
