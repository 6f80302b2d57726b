// Why something about fields or profiles was refused, in words that say what to change.
import { ApiProblem } from "@regulars/client";
import { problemKey } from "@regulars/ui";
import { useTranslation } from "react-i18next";

const KNOWN = ["field_exists", "field_invalid", "fields_exceeded", "field_unknown", "profile_invalid"] as const;

export function useFieldRefusal(error: unknown): string | null {
  const { t } = useTranslation(["fields", "ui"]);
  if (!error) return null;
  const code = error instanceof ApiProblem ? KNOWN.find((known) => known === error.code) : undefined;
  return code ? t(`fields:refused.${code}`) : t(`ui:error.${problemKey(error)}.advice`);
}
