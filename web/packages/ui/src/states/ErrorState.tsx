// What went wrong, in the reader's words, and the way out.
import { ApiProblem } from "@regulars/client";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { problemKey } from "./problemKey";
import styles from "./states.module.css";

interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
}

export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const { t } = useTranslation("ui");
  const key = problemKey(error);
  const detail = error instanceof ApiProblem ? error.problem.detail : undefined;
  return (
    <div className={styles.state} role="alert">
      <p className={styles.title}>{t(`error.${key}.title`)}</p>
      <p className={styles.words}>{t(`error.${key}.advice`)}</p>
      {detail && key === "unexpected" && <p className={styles.detail}>{detail}</p>}
      {onRetry && (
        <Button onClick={onRetry} className={styles.action}>
          {t("error.retry")}
        </Button>
      )}
    </div>
  );
}
