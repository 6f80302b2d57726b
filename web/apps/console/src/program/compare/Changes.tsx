// A comparison as a whole: what says otherwise, or that nothing does; the lines on demand.
import type { Comparison } from "@regulars/client";
import { EmptyState } from "@regulars/ui";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ChangedParts } from "./ChangedParts";
import styles from "./Changes.module.css";
import { LineChanges } from "./LineChanges";

export function Changes({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation("draft");
  const [isOpen, setIsOpen] = useState(false);
  if (comparison.is_same_text) return <EmptyState title={t("changes.same")} />;
  return (
    <div className={styles.changes}>
      {comparison.parts.length === 0 ? (
        <EmptyState title={t("changes.onlySpelling")} />
      ) : (
        <ChangedParts parts={comparison.parts} />
      )}
      {comparison.lines ? (
        <>
          <Button className={styles.button} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {isOpen ? t("lines.close") : t("lines.open")}
          </Button>
          {isOpen && <LineChanges lines={comparison.lines} />}
        </>
      ) : (
        <p className={styles.words}>{t("lines.tooLong")}</p>
      )}
    </div>
  );
}
