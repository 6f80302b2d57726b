// A member's stage of life in words, on a quiet ground.
import type { Lifecycle } from "@regulars/client";
import { useTranslation } from "react-i18next";
import styles from "./LifecycleTag.module.css";

export function LifecycleTag({ stage }: { stage: Lifecycle }) {
  const { t } = useTranslation("members");
  return <span className={`${styles.tag ?? ""} ${styles[stage] ?? ""}`}>{t(`lifecycle.${stage}`)}</span>;
}
