// The faults of a draft; each leads to its line.
import type { DraftFault } from "@regulars/client";
import { EmptyState, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import styles from "./FaultList.module.css";
import { tellFault } from "./tellFault";

interface FaultListProps {
  faults: DraftFault[];
  onGoTo: (line: number) => void;
}

export function FaultList({ faults, onGoTo }: FaultListProps) {
  const { t } = useTranslation("draft");
  const say = useSay();
  if (faults.length === 0) return <EmptyState title={t("good")} advice={t("goodAdvice")} />;
  return (
    <ul className={styles.faults} aria-label={t("tabs.faults")}>
      {faults.map((fault, number) => (
        // Two faults may read the same; the list is shown as it came.
        <li key={number}>
          {fault.line !== null && (
            <button type="button" className={styles.line} onClick={() => onGoTo(fault.line ?? 1)}>
              {t("faults.line", { line: fault.line })}
            </button>
          )}
          <span>{tellFault(fault, say)}</span>
        </li>
      ))}
    </ul>
  );
}
