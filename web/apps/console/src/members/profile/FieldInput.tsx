// The input of one custom field, by its kind.
import type { FieldValue } from "@regulars/client";
import { DatePicker, Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";

const TEXT_LENGTH_MAX = 500;
const NUMBER_MAX = 10 ** 15;

export function FieldInput({ field }: { field: FieldValue }) {
  const { t } = useTranslation("fields");
  return (
    <Form.Item
      name={["fields", field.key]}
      label={field.name}
      extra={field.is_masked ? t("profile.maskedWords") : undefined}
    >
      <Control field={field} />
    </Form.Item>
  );
}

/** Passes on what the form gives it: value, change and id. */
function Control({ field, ...given }: { field: FieldValue }) {
  const { t } = useTranslation("fields");
  const choices = Object.entries(field.choices).map(([value, label]) => ({ value, label }));
  switch (field.kind) {
    case "number":
      return <InputNumber {...given} precision={0} min={-NUMBER_MAX} max={NUMBER_MAX} style={{ width: "100%" }} />;
    case "date":
      return <DatePicker {...given} style={{ width: "100%" }} />;
    case "choice":
      return <Select {...given} allowClear options={choices} />;
    case "choices":
      return <Select {...given} mode="multiple" allowClear options={choices} />;
    case "flag":
      return (
        <Select
          {...given}
          allowClear
          options={[
            { value: "true", label: t("profile.yes") },
            { value: "false", label: t("profile.no") },
          ]}
        />
      );
    default:
      return <Input {...given} maxLength={TEXT_LENGTH_MAX} autoComplete="off" />;
  }
}
