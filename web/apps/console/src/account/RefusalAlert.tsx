// Why something about access was refused, in words, with what to do next.
import { Alert } from "antd";
import styles from "./RefusalAlert.module.css";
import { useAccessWords } from "./useAccessWords";

export function RefusalAlert({ error }: { error: unknown }) {
  const words = useAccessWords(error);
  return words && <Alert className={styles.refusal} type="error" showIcon title={words} />;
}
