// What stood and what stands: struck out and set off, and said in words for who does not see that.
import type { Bilingual } from "@regulars/client";
import { useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import styles from "./BeforeAfter.module.css";

interface BeforeAfterProps {
  before: Bilingual | null;
  after: Bilingual | null;
  /** Sentences stand below each other, values beside each other. */
  isSentence?: boolean;
}

export function BeforeAfter({ before, after, isSentence }: BeforeAfterProps) {
  const { t } = useTranslation("draft");
  const say = useSay();
  return (
    <span className={isSentence ? styles.sentences : styles.values}>
      {before && (
        <del className={styles.before}>
          <span className="rg-visually-hidden">{t("changes.before")}</span>
          {say(before)}
        </del>
      )}
      {before && after && !isSentence && <span aria-hidden>→</span>}
      {after && (
        <ins className={styles.after}>
          <span className="rg-visually-hidden">{t("changes.after")}</span>
          {say(after)}
        </ins>
      )}
    </span>
  );
}
