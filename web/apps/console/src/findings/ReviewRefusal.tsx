// Why a review is refused, in words.
import { ApiProblem } from "@regulars/client";
import { problemKey } from "@regulars/ui";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./ReviewRefusal.module.css";

export function ReviewRefusal({ error }: { error: unknown }) {
  const { t, i18n } = useTranslation(["findings", "ui"]);
  if (!error) return null;
  const key = error instanceof ApiProblem ? `findings:refused.${error.code}` : "";
  const words = key && i18n.exists(key) ? t(key) : t(`ui:error.${problemKey(error)}.advice`);
  return <Alert className={styles.note} type="error" showIcon title={t("refused.title")} description={words} />;
}
