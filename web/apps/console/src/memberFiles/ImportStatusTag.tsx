// How far an import is, in a word.
import type { ImportStatus, MemberImportSummary } from "@regulars/client";
import { Tag } from "antd";
import { useTranslation } from "react-i18next";

const COLORS: Partial<Record<ImportStatus, string>> = {
  trying: "processing",
  importing: "processing",
  done: "success",
  failed: "error",
};

export function ImportStatusTag({ item }: { item: MemberImportSummary }) {
  const { t } = useTranslation("memberFiles");
  return <Tag color={COLORS[item.status]}>{t(`status.${item.status}`)}</Tag>;
}
