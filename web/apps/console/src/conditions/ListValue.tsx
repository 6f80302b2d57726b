// Several values of a field: chosen where they are known, else written one after the other.
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./ConditionBuilder.module.css";
import type { BuilderField } from "./useBuilderFields";

interface ListValueProps {
  field: BuilderField;
  value: unknown[];
  onChange: (value: string[]) => void;
}

const VALUES_MAX = 200;

export function ListValue({ field, value, onChange }: ListValueProps) {
  const { t } = useTranslation("conditions");
  return (
    <Select<string[]>
      className={styles.list}
      mode={field.choices.length > 0 ? "multiple" : "tags"}
      aria-label={t("values")}
      placeholder={t(field.choices.length > 0 ? "choose" : "write")}
      maxCount={VALUES_MAX}
      value={value.map(String)}
      showSearch={{ optionFilterProp: "label" }}
      options={field.choices}
      tokenSeparators={[",", "，"]}
      onChange={onChange}
    />
  );
}
