// A value of a custom field as it reads.
import type { FieldValue } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";

export function useValueWords(): (field: FieldValue) => string {
  const { t } = useTranslation("fields");
  const format = useFormat();
  return ({ kind, choices, value, is_masked }) => {
    if (is_masked) return t("profile.masked");
    if (value === null || value === undefined) return format.nothing;
    if (typeof value === "boolean") return t(value ? "profile.yes" : "profile.no");
    if (typeof value === "number") return format.count(value);
    if (Array.isArray(value)) return value.map((one) => choices[String(one)] ?? String(one)).join(t("comma"));
    const text = typeof value === "string" ? value : "";
    return kind === "date" ? format.date(text) : (choices[text] ?? text);
  };
}
