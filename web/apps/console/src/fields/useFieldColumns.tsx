// The columns of the table of custom fields.
import type { CustomField } from "@regulars/client";
import { Button, type TableColumnType } from "antd";
import { useTranslation } from "react-i18next";
import { FieldMarks } from "./FieldMarks";

export function useFieldColumns(
  onEdit: ((field: CustomField) => void) | undefined,
): TableColumnType<CustomField>[] {
  const { t } = useTranslation("fields");
  const columns: TableColumnType<CustomField>[] = [
    { key: "name", title: t("column.name"), dataIndex: "name" },
    { key: "key", title: t("column.key"), render: (_, { key }) => <code>{key}</code> },
    { key: "kind", title: t("column.kind"), render: (_, { kind }) => t(`kind.${kind}`) },
    {
      key: "choices",
      title: t("column.choices"),
      width: "25%",
      render: (_, { choices }) => Object.values(choices).join(t("comma")),
    },
    { key: "asked", title: t("column.asked"), render: (_, { asked_of }) => t(`asked.${asked_of}`) },
    { key: "marks", title: t("column.marks"), render: (_, field) => <FieldMarks field={field} /> },
  ];
  if (onEdit) {
    columns.push({
      key: "do",
      title: <span className="rg-visually-hidden">{t("column.do")}</span>,
      align: "right",
      render: (_, field) => (
        <Button size="small" onClick={() => onEdit(field)}>
          {t("edit")}
        </Button>
      ),
    });
  }
  return columns;
}
