// What a condition amounts to while it is written: its sentence, or what is wrong with it.
import { LoadingState, useSay } from "@regulars/ui";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./PlaceDrawer.module.css";
import type { usePlacedCheck } from "./usePlaces";

interface PlaceVerdictProps {
  check: ReturnType<typeof usePlacedCheck>;
  isEmpty: boolean;
  isChecked: boolean;
  path: string;
}

export function PlaceVerdict({ check, isEmpty, isChecked, path }: PlaceVerdictProps) {
  const { t } = useTranslation("draft");
  const say = useSay();
  if (isEmpty) return <p className={styles.verdict}>{t("conditions.none")}</p>;
  if (check.isError) {
    return <Alert className={styles.verdict} type="warning" showIcon title={t("conditions.notJudged")} />;
  }
  if (!check.data) return <LoadingState rows={1} />;
  const { faults, sentence } = check.data;
  if (faults.length === 0) {
    return (
      <p className={styles.verdict} aria-live="polite" aria-busy={!isChecked}>
        {sentence ? t("conditions.when", { when: say(sentence) }) : t("checking")}
      </p>
    );
  }
  return (
    <ul className={styles.verdict} aria-live="polite" aria-busy={!isChecked}>
      {faults.map((fault, number) => (
        // Two faults may read the same; the list is shown as it came.
        <li key={number}>
          <span className={styles.path}>{placeOf(fault.path.slice(path.length + 1), t)}</span>
          {say(fault.text)}
        </li>
      ))}
    </ul>
  );
}

/** Which clause a path within the condition leads to: `rules.0.rules.2.value` is 1.3. */
function placeOf(path: string, t: (key: "conditions.clause", words: { place: string }) => string): string {
  const numbers = path.split(".").filter((step) => /^\d+$/.test(step));
  if (numbers.length === 0) return "";
  return t("conditions.clause", { place: numbers.map((step) => String(Number(step) + 1)).join(".") });
}
