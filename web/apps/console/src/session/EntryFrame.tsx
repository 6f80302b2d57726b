// The frame of the pages before one is in: a card with a title, and the switches of language and theme.
import type { ReactNode } from "react";
import { LanguageSwitch } from "../shell/LanguageSwitch";
import { ThemeSwitch } from "../shell/ThemeSwitch";
import { usePageTitle } from "../shell/usePageTitle";
import { Wordmark } from "../shell/Wordmark";
import styles from "./EntryFrame.module.css";

interface EntryFrameProps {
  title: string;
  words: string;
  children: ReactNode;
}

export function EntryFrame({ title, words, children }: EntryFrameProps) {
  usePageTitle(title);
  return (
    <div className={styles.page}>
      <div className={styles.switches}>
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <main className={styles.card}>
        <Wordmark />
        <h1 className={styles.title}>{title}</h1>
        <p className={styles.words}>{words}</p>
        {children}
      </main>
    </div>
  );
}
