// What is missing, as words to end a sentence with: "年度消费 ¥320.00" or "¥320.00 of yearly spend".
import type { RequirementProgress } from "@regulars/client";
import type { TFunction } from "i18next";
import { amountWords, joinedWords, type Words } from "./requirementWords";

export function missingWords(requirements: RequirementProgress[], words: Words): string {
  const { say } = words;
  const t: TFunction<"members"> = words.t;
  const phraseOf = (requirement: RequirementProgress) => {
    const missing = amountWords(requirement, requirement.missing, words);
    const name = say(requirement.name);
    return requirement.in_each_month === null
      ? t("standing.missingOf", { name, missing })
      : t("standing.missingMonthsOf", { name, missing });
  };
  return joinedWords(stillMissing(requirements), phraseOf, t);
}

/** The clauses that still matter: none once the whole holds, and none of a part that holds already. */
export function stillMissing(requirements: RequirementProgress[]): RequirementProgress[] {
  const isAny = requirements.some(({ group }) => group === "any");
  const holds = (part: number) => {
    const clauses = requirements.filter((each) => each.part === part);
    return isAny ? clauses.every(({ met }) => met) : clauses.some(({ met }) => met);
  };
  if (isAny && requirements.some(({ part }) => holds(part))) return [];
  return requirements.filter(({ met, part }) => !met && !holds(part));
}
