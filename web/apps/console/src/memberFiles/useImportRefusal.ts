// Why a step of an import was refused, in the reader's words, with the fields at fault.
import { ApiProblem } from "@regulars/client";
import { problemKey } from "@regulars/ui";
import { useTranslation } from "react-i18next";

export function useImportRefusal(error: unknown): { title: string; detail?: string } | null {
  const { t, i18n } = useTranslation("memberFiles");
  if (!error) return null;
  const problem = error instanceof ApiProblem ? error.problem : {};
  const key = `memberFiles:refused.${problem.code ?? ""}`;
  const title = i18n.exists(key) ? t(`refused.${problem.code ?? ""}`) : t(`ui:error.${problemKey(error)}.title`);
  const fields = problem.errors?.map(({ path }) => path).filter(Boolean);
  return { title, detail: fields?.length ? fields.join(t("comma")) : undefined };
}
