// Why a backtest was not begun: each fault of the draft with its line, or that others are under way.
import type { Problem } from "@regulars/client";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./AskFaults.module.css";

export function AskFaults({ problem }: { problem: Problem }) {
  const { t } = useTranslation("backtest");
  const code = problem.code ?? "";
  const faults = problem.errors ?? [];
  return (
    <Alert
      className={styles.faults}
      type="error"
      showIcon
      role="alert"
      title={t(`refused.${code}`, { defaultValue: problem.detail ?? code })}
      description={
        faults.length > 0 && (
          <ul>
            {faults.map(({ path, message }) => (
              <li key={`${path} ${message}`}>
                <code>{path}</code> {message}
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}
