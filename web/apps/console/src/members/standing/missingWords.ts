// What is missing, as words to end a sentence with: "年度消费 ¥320.00" or "¥320.00 of yearly spend".
import type { Bilingual, RequirementProgress } from "@regulars/client";
import type { Format } from "@regulars/ui";
import type { TFunction } from "i18next";

interface Words {
  t: TFunction<"members">;
  format: Format;
  say: (text: Bilingual) => string;
}

export function missingWords(
  requirements: RequirementProgress[],
  { t, format, say }: Words,
): string {
  const unmet = requirements.filter(({ met }) => !met);
  const phrases = unmet.map((requirement) =>
    t("standing.missingOf", {
      name: say(requirement.name),
      missing:
        requirement.unit === "money"
          ? format.money(requirement.missing)
          : format.count(requirement.missing),
    }),
  );
  const isAny = unmet.some(({ group }) => group === "any");
  return phrases.join(isAny ? t("standing.or") : t("standing.and"));
}
