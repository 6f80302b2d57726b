// The changed lines of two texts, numbered as in each.
import type { TextLine } from "@regulars/client";
import { useTranslation } from "react-i18next";
import styles from "./LineChanges.module.css";

const SIGNS: Record<TextLine["kind"], string> = { same: " ", added: "+", removed: "−", gap: "⋯" };

export function LineChanges({ lines }: { lines: TextLine[] }) {
  const { t } = useTranslation("draft");
  return (
    <div className={styles.frame} tabIndex={0} role="region" aria-label={t("lines.label")}>
      <table className={styles.lines}>
        <tbody>
          {lines.map(({ kind, before, after, text }, number) => (
            // Lines have no name but their place, and the list is shown as it came.
            <tr key={number} className={styles[kind]}>
              <td className={styles.number}>{before}</td>
              <td className={styles.number}>{after}</td>
              <td className={styles.sign}>{SIGNS[kind]}</td>
              <td className={styles.text}>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
