// Why a change of the organisation was refused, in words.
import { ApiProblem } from "@regulars/client";
import { problemKey } from "@regulars/ui";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";

const TOLD = new Set([
  "unit_exists",
  "unit_misplaced",
  "unit_closed",
  "unit_has_open_units",
  "unit_invalid",
  "unit_out_of_reach",
  "unit_unknown",
]);

export function OrganisationRefusal({ error }: { error: unknown }) {
  const { t } = useTranslation(["organisation", "ui"]);
  if (!error) return null;
  const words =
    error instanceof ApiProblem && TOLD.has(error.code)
      ? t(`organisation:refusal.${error.code}`)
      : t(`ui:error.${problemKey(error)}.advice`);
  return <Alert type="error" showIcon title={words} style={{ marginBottom: 16 }} />;
}
