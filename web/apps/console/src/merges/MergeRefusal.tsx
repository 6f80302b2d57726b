// Why a merge, or undoing one, is refused, in words.
import { ApiProblem } from "@regulars/client";
import { problemKey } from "@regulars/ui";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";

export function MergeRefusal({ error }: { error: unknown }) {
  const { t, i18n } = useTranslation(["merges", "ui"]);
  if (!error) return null;
  const key = error instanceof ApiProblem ? `merges:refused.${error.code}` : "";
  const words = key && i18n.exists(key) ? t(key) : t(`ui:error.${problemKey(error)}.advice`);
  return <Alert type="error" showIcon title={t("refused.title")} description={words} />;
}
