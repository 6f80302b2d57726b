// Which tag should come to whom, or leave them: those who were named, or all whom a condition holds for.
import { useTranslation } from "react-i18next";
import { useTags } from "../tags/useTags";

export function TaggingFacts({ data }: { data: Record<string, unknown> }) {
  const { t } = useTranslation("approvals");
  const tags = useTags();
  const key = String(data.tag);
  const name = tags.data?.items.find((tag) => tag.key === key)?.name ?? key;
  if (data.action === "delete") return <>{t("tagging.delete", { name })}</>;
  const whose = "condition" in data ? "condition" : "named";
  return <>{`${t(`tagging.${data.action === "add" ? "add" : "remove"}`, { name })} · ${t(`tagging.${whose}`)}`}</>;
}
