// Why something about tags was refused, in words that say what to change.
import { ApiProblem } from "@regulars/client";
import { problemKey } from "@regulars/ui";
import { useTranslation } from "react-i18next";

const KNOWN = [
  "tag_exists",
  "tag_rule_invalid",
  "tag_in_use",
  "tags_exceeded",
  "tag_by_rule",
  "tag_unknown",
  "program_missing",
] as const;

export function useTagRefusal(error: unknown): string | null {
  const { t } = useTranslation(["tags", "ui"]);
  if (!error) return null;
  const code = error instanceof ApiProblem ? KNOWN.find((known) => known === error.code) : undefined;
  return code ? t(`tags:refused.${code}`) : t(`ui:error.${problemKey(error)}.advice`);
}
