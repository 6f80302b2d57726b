// Whether a part is new, gone or changed.
import type { ChangedPart } from "@regulars/client";
import { useTranslation } from "react-i18next";
import styles from "./ChangeMark.module.css";

export function ChangeMark({ kind }: { kind: ChangedPart["kind"] }) {
  const { t } = useTranslation("draft");
  return <span className={`${styles.mark ?? ""} ${styles[kind] ?? ""}`}>{t(`changes.${kind}`)}</span>;
}
