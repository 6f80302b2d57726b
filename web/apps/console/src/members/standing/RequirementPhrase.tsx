// What a tier asks for, as one phrase: "年度消费满 ¥5,000".
import type { Requirement } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";

interface RequirementPhraseProps {
  requirements: Requirement[];
}

export function RequirementPhrase({ requirements }: RequirementPhraseProps) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  if (requirements.length === 0) return t("standing.noRequirement");
  const phrases = requirements.map((requirement) =>
    t("standing.requirement", {
      name: say(requirement.name),
      window: say(requirement.window),
      required:
        requirement.unit === "money"
          ? format.moneyWhole(requirement.required)
          : format.count(requirement.required),
    }),
  );
  const isAny = requirements.some(({ group }) => group === "any");
  return phrases.join(isAny ? t("standing.or") : t("standing.and"));
}
