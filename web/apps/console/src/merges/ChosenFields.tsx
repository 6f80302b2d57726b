// Whose word was chosen for single fields of a merge, by what the fields are called.
import { useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { useConditionFields } from "../conditions/useConditionFields";
import { useFields } from "../fields/useFields";

const FIELD = "field.";

export function ChosenFields({ fields }: { fields: Record<string, string> }) {
  const { t } = useTranslation("merges");
  const say = useSay();
  const own = useFields().data?.items ?? [];
  const known = useConditionFields().data?.fields ?? [];
  const name = (key: string) => {
    if (key.startsWith(FIELD)) return own.find((field) => FIELD + field.key === key)?.name ?? key;
    const attribute = known.find((field) => field.name === key);
    return attribute ? say(attribute.label) : t(`fields.${key}`, { defaultValue: key });
  };
  const chosen = (side: string) =>
    Object.keys(fields)
      .filter((key) => fields[key] === side)
      .map(name)
      .join(t("effect.comma"));
  return (
    <>
      {(["survivor", "absorbed"] as const)
        .filter((side) => chosen(side))
        .map((side) => t(`fields.chosen.${side}`, { fields: chosen(side) }))
        .join(" ")}
    </>
  );
}
