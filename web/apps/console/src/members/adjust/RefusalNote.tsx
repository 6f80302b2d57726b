// Why an adjustment was refused, and what to do about it.
import { ApiProblem, type Outcome } from "@regulars/client";
import { problemKey } from "@regulars/ui";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { reasonWords } from "../../events/eventWords";
import styles from "./AdjustPreview.module.css";

interface RefusalNoteProps {
  error: unknown;
  outcome?: Outcome;
}

export function RefusalNote({ error, outcome }: RefusalNoteProps) {
  const { t } = useTranslation(["members", "events", "ui"]);
  const refusal = outcome?.rejection;
  if (!error && !refusal) return null;
  const words = refusal
    ? reasonWords(refusal.code, refusal.detail, t)
    : error instanceof ApiProblem && error.status === 422
      ? reasonWords(error.code, error.problem.detail ?? "", t)
      : t(`ui:error.${problemKey(error)}.advice`);
  return (
    <Alert
      className={styles.refusal}
      type="error"
      showIcon
      title={t("adjust.refused")}
      description={words}
    />
  );
}
