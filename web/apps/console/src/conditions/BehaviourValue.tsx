// How much of a metric over which window, or within how many days.
import { InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Behaviour } from "./conditionJson";
import styles from "./ConditionBuilder.module.css";
import type { BuilderField } from "./useBuilderFields";
import { useWindowChoices } from "./useWindowChoices";

interface BehaviourValueProps {
  field: BuilderField;
  operator: string;
  value: Behaviour;
  onChange: (value: Behaviour) => void;
}

const NUMBER_MAX = 10 ** 13;
const DAYS_MAX = 36_600;

export function BehaviourValue({ field, operator, value, onChange }: BehaviourValueProps) {
  const { t } = useTranslation("conditions");
  const windows = useWindowChoices(value.window);
  const precision = field.kind === "money_metric" ? undefined : 0;
  if (operator === "within_days") {
    return (
      <InputNumber
        className={styles.value}
        aria-label={t("days")}
        min={0}
        max={DAYS_MAX}
        precision={0}
        suffix={t("daysUnit")}
        value={value.days ?? null}
        onChange={(days) => onChange({ ...value, days })}
      />
    );
  }
  return (
    <span className={styles.pair}>
      <InputNumber
        className={styles.value}
        aria-label={t(operator === "between" ? "least" : "value")}
        max={NUMBER_MAX}
        precision={precision}
        value={value.amount ?? null}
        onChange={(amount) => onChange({ ...value, amount })}
      />
      {operator === "between" && (
        <>
          <span aria-hidden>–</span>
          <InputNumber
            className={styles.value}
            aria-label={t("most")}
            max={NUMBER_MAX}
            precision={precision}
            value={value.amountMost ?? null}
            onChange={(amountMost) => onChange({ ...value, amountMost })}
          />
        </>
      )}
      <Select
        className={styles.window}
        aria-label={t("window")}
        value={value.window}
        options={windows}
        popupMatchSelectWidth={false}
        onChange={(window) => onChange({ ...value, window })}
      />
    </span>
  );
}
