// What a tier asks for, as one phrase: "年度消费满 ¥5,000，且自然季度内每月互动满 1".
import type { Requirement } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { joinedWords, requirementWords } from "./requirementWords";

interface RequirementPhraseProps {
  requirements: Requirement[];
}

export function RequirementPhrase({ requirements }: RequirementPhraseProps) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  if (requirements.length === 0) return t("standing.noRequirement");
  return joinedWords(
    requirements,
    (requirement) => requirementWords(requirement, { t, format, say }),
    t,
    ({ when }) => (when ? t("standing.onlyWhen", { when: say(when) }) : ""),
  );
}
