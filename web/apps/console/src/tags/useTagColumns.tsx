// The columns of the table of tags.
import type { Tag } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import type { TableColumnType } from "antd";
import { useTranslation } from "react-i18next";
import { TagActions } from "./TagActions";
import { TagChip } from "./TagChip";
import { TagWords } from "./TagWords";

export function useTagColumns(onEdit: ((tag: Tag) => void) | undefined): TableColumnType<Tag>[] {
  const { t } = useTranslation("tags");
  const format = useFormat();
  const columns: TableColumnType<Tag>[] = [
    { key: "tag", title: t("column.tag"), render: (_, tag) => <TagChip name={tag.name} color={tag.color} /> },
    { key: "kind", title: t("column.kind"), render: (_, { kind }) => t(`kind.${kind}`) },
    { key: "what", title: t("column.what"), width: "45%", render: (_, tag) => <TagWords tag={tag} /> },
    {
      key: "members",
      title: t("column.members"),
      align: "right",
      className: "rg-num",
      render: (_, { members, is_pending }) => (is_pending ? t("pending") : format.count(members)),
    },
    {
      key: "evaluated",
      title: t("column.evaluated"),
      align: "right",
      className: "rg-num",
      render: (_, { kind, evaluated_at }) =>
        kind === "manual" ? format.nothing : evaluated_at ? format.dateTime(evaluated_at) : t("never"),
    },
  ];
  if (onEdit) {
    columns.push({
      key: "do",
      title: <span className="rg-visually-hidden">{t("column.do")}</span>,
      align: "right",
      render: (_, tag) => <TagActions tag={tag} onEdit={onEdit} />,
    });
  }
  return columns;
}
