// One value of a field: a choice, a number, an amount, a day, or text.
import { DatePicker, Input, InputNumber, Select } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import styles from "./ConditionBuilder.module.css";
import type { BuilderField } from "./useBuilderFields";

interface OneValueProps {
  field: BuilderField;
  value: unknown;
  onChange: (value: unknown) => void;
}

const NUMBER_MAX = 10 ** 15;
const TEXT_LENGTH_MAX = 128;
const DAY = "YYYY-MM-DD";

export function OneValue({ field, value, onChange }: OneValueProps) {
  const { t } = useTranslation("conditions");
  const label = t("value");
  if (field.kind === "flag" || field.choices.length > 0) {
    const isFlag = field.kind === "flag";
    const options = isFlag
      ? [
          { value: "true", label: t("yes") },
          { value: "false", label: t("no") },
        ]
      : field.choices;
    return (
      <Select<string>
        className={styles.value}
        aria-label={label}
        value={typeof value === "string" || typeof value === "boolean" ? String(value) : undefined}
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: "label" }}
        options={options}
        onChange={(chosen) => onChange(isFlag ? chosen === "true" : chosen)}
      />
    );
  }
  if (field.kind === "number" || field.kind === "money") {
    return (
      <InputNumber
        className={styles.value}
        aria-label={label}
        min={-NUMBER_MAX}
        max={NUMBER_MAX}
        precision={field.kind === "number" ? 0 : undefined}
        value={typeof value === "number" || typeof value === "string" ? Number(value) : null}
        onChange={onChange}
      />
    );
  }
  if (field.kind === "day") {
    return (
      <DatePicker
        className={styles.value}
        aria-label={label}
        value={typeof value === "string" ? dayjs(value, DAY) : null}
        onChange={(day) => onChange(day ? day.format(DAY) : null)}
      />
    );
  }
  return (
    <Input
      className={styles.value}
      aria-label={label}
      maxLength={TEXT_LENGTH_MAX}
      value={typeof value === "string" ? value : ""}
      onChange={(change) => onChange(change.target.value)}
    />
  );
}
