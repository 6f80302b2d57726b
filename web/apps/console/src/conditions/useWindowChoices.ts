// The windows over which behaviour is counted: the calendar's own, and the last so many months.
import { useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { useConditionFields } from "./useConditionFields";

const MONTHS = [1, 2, 3, 6, 12, 24];
const ROLLING = /^rolling_(\d+)_months$/;

export function useWindowChoices(chosen: string | undefined) {
  const { t } = useTranslation("conditions");
  const say = useSay();
  const fields = useConditionFields();
  const months = ROLLING.exec(chosen ?? "")?.[1];
  const offered = months && !MONTHS.includes(Number(months)) ? [...MONTHS, Number(months)] : MONTHS;
  return [
    ...offered.map((count) => ({ value: `rolling_${String(count)}_months`, label: t("lastMonths", { months: count }) })),
    ...(fields.data?.windows ?? []).map(({ name, label }) => ({ value: name, label: say(label) })),
  ];
}
