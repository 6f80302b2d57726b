// What holds of a field: personal, counted, asked again after some days, no longer asked.
import type { CustomField } from "@regulars/client";
import { Space, Tag } from "antd";
import { useTranslation } from "react-i18next";

export function FieldMarks({ field }: { field: CustomField }) {
  const { t } = useTranslation("fields");
  return (
    <Space wrap size={4}>
      {!field.is_open && <Tag>{t("closed")}</Tag>}
      {field.is_personal && <Tag color="warning">{t("personal")}</Tag>}
      {field.is_counted && <Tag>{t("counted")}</Tag>}
      {field.confirm_days !== null && <Tag>{t("confirm", { days: field.confirm_days })}</Tag>}
    </Space>
  );
}
