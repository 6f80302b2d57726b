// The product's mark and name.
import { useTranslation } from "react-i18next";
import styles from "./Wordmark.module.css";

export function Wordmark() {
  const { t } = useTranslation("shell");
  return (
    <span className={styles.wordmark}>
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden>
        <rect width="32" height="32" rx="8" className={styles.ground} />
        <path
          d="M10 9v14M10 9h7a4.5 4.5 0 0 1 0 9h-7m7 0 5 5"
          className={styles.letter}
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      {t("product")}
    </span>
  );
}
